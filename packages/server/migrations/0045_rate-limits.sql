-- How much of a limit on requests somebody has used: one row per limit and person, gone once nothing of it is used.
-- Not logged, because a crash may forget it, and it changes at every request that is counted.
CREATE UNLOGGED TABLE rate_limit (
  -- A keyed hash of the limit's name and of an account or an address: it tells nobody who came from where.
  key text PRIMARY KEY,
  -- When all of the limit is free again. Each request moves it on by its share of the window.
  free_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX rate_limit_free ON rate_limit (free_at);
