DROP TABLE alert_decisions;
DROP TABLE alert_cases;
DROP TABLE alerts;
