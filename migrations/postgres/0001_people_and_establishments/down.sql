DROP TABLE journal;
DROP FUNCTION journal_is_append_only;
DROP TABLE memberships;
DROP TABLE establishments;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE settings;
