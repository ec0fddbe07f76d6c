-- How far the first administrator is with the assistant. One row. A server that has people already needs none.
CREATE TABLE setup (
  id smallint PRIMARY KEY CHECK (id = 1),
  begun_at timestamptz,
  finished_at timestamptz
);
INSERT INTO setup (id, begun_at, finished_at)
SELECT 1, first.at, first.at FROM (SELECT min(created_at) AS at FROM app_user) first;
