-- Whether somebody read an establishment today is asked at each of their questions about it.
CREATE INDEX journal_of_a_person ON journal (finess, user_id, action, at);
