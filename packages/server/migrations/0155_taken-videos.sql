-- Videos that came out of an archive, by the UUID they have there: each is taken once, however often the work is begun.
CREATE TABLE taken_video (
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  uuid uuid NOT NULL,
  video_id bigint NOT NULL UNIQUE REFERENCES video ON DELETE CASCADE,
  PRIMARY KEY (account_id, uuid)
);
