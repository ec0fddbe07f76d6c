-- Keys this server made for itself once, so that all its processes share them and none is in a setting.
CREATE TABLE server_secret (
  name text PRIMARY KEY,
  value bytea NOT NULL
);
