-- The page that those read since are compared with: an outbox that leads back to where it was is given up.
ALTER TABLE outbox_reading ADD COLUMN landmark_url text;
