DROP TABLE saved_analyses;
