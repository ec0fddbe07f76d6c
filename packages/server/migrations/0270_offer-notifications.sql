-- An offer that is withdrawn takes away what was told of it.
ALTER TABLE notification ADD COLUMN ownership_change_id bigint REFERENCES ownership_change ON DELETE CASCADE;
CREATE UNIQUE INDEX notification_offer_once ON notification (ownership_change_id, user_id, type);
