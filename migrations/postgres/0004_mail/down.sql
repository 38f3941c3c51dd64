DROP TABLE outgoing_mails;
DROP TABLE invitations;
DROP TABLE mail_links;
ALTER TABLE users DROP COLUMN email_verified_at;
