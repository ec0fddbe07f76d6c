-- PeerTube gives what is done again its old id: a like after it was taken back, a follow, a viewer's next view. So the
-- same id with other bytes is something new, and only the same bytes are a repetition.
ALTER TABLE inbox_activity ADD COLUMN digest uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
UPDATE inbox_activity SET digest = md5(body)::uuid WHERE body IS NOT NULL;
ALTER TABLE inbox_activity DROP CONSTRAINT inbox_activity_activity_id_relayed_by_key;
ALTER TABLE inbox_activity ADD UNIQUE (activity_id, relayed_by, digest);
