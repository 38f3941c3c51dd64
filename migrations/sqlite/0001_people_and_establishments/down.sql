DROP TABLE journal;
DROP TABLE memberships;
DROP TABLE establishments;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE settings;
