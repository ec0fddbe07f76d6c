-- Administrators are told what became of what they had worked off once more.
ALTER TABLE inbox_activity ADD COLUMN replayed_at timestamptz;
CREATE INDEX inbox_activity_replayed ON inbox_activity (replayed_at DESC) WHERE replayed_at IS NOT NULL;
