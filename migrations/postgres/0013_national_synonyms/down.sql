DROP TABLE synonym_decisions;
