-- What somebody has offered to others is listed too, newest first.
CREATE INDEX ownership_change_offered ON ownership_change (initiator_account_id, id DESC);
DROP INDEX ownership_change_initiator;
