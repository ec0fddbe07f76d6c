-- Archives that somebody sends to be taken in. States: 0 while its bytes come, then as in user_export, with its lease.
CREATE TABLE user_import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  state smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  -- In storage, under uploads/, until the work has ended; also the name of the upload for its client.
  file_name uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  size_bytes bigint NOT NULL,
  result_summary jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX user_import_user ON user_import (user_id, id);
CREATE INDEX user_import_open ON user_import (id) WHERE state IN (1, 2);
-- One upload at a time, and one import.
CREATE UNIQUE INDEX user_import_sent ON user_import (user_id) WHERE state = 0;
CREATE UNIQUE INDEX user_import_running ON user_import (user_id) WHERE state IN (1, 2);
