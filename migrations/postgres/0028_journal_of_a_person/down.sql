DROP INDEX journal_of_a_person;
