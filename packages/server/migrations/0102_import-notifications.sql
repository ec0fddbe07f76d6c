ALTER TABLE notification ADD COLUMN video_import_id bigint REFERENCES video_import ON DELETE CASCADE;
CREATE UNIQUE INDEX notification_import_once ON notification (video_import_id, user_id, type);
