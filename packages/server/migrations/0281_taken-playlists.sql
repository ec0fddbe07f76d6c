-- Playlists that came out of an archive, by the UUID they have there: two of one name stay two, each is taken once.
CREATE TABLE taken_playlist (
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  uuid uuid NOT NULL,
  playlist_id bigint NOT NULL UNIQUE REFERENCES playlist ON DELETE CASCADE,
  PRIMARY KEY (account_id, uuid)
);
