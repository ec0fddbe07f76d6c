-- Administrators look at the last ones first.
DROP INDEX inbox_activity_failed;
CREATE INDEX inbox_activity_failed ON inbox_activity (ended_at, id) WHERE state = 'failed';
