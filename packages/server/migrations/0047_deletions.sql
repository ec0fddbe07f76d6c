-- When somebody asked to delete the user: what a crash interrupts is gone on with.
ALTER TABLE app_user ADD COLUMN deletion_began_at timestamptz;
CREATE INDEX app_user_deletion ON app_user (deletion_began_at) WHERE deletion_began_at IS NOT NULL;
CREATE INDEX registration_user ON registration (user_id);
