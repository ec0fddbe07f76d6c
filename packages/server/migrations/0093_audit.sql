-- What signed-in people changed through the API. Old rows are deleted (features/logs).
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  -- A name and not a reference: it outlives the account.
  username text NOT NULL,
  -- Of the API's table.
  operation text NOT NULL,
  path text NOT NULL,
  -- Without its last part.
  address text NOT NULL
);
CREATE INDEX audit_entry_time ON audit_entry (at);
