DROP TABLE open_choices;
DROP TABLE open_editions;
