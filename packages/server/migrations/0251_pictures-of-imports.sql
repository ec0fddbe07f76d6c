-- What whoever asked wants for a picture, as small as previews are, until there is a video.
ALTER TABLE video_import ADD COLUMN picture bytea;
