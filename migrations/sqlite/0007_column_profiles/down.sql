DROP TABLE column_profiles;
