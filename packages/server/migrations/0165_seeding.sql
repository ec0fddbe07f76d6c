-- Bytes that this server's own BitTorrent client gave to others.
CREATE TABLE seeding_day (
  day date PRIMARY KEY,
  given_bytes bigint NOT NULL
);
