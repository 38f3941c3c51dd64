DROP TABLE anomaly_judgements;
