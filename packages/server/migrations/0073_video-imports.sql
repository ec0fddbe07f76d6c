-- Videos that the server fetches from elsewhere. States: 1 pending, 2 processing, 3 completed, 4 failed, 5 cancelled;
-- the lease is as in user_export.
CREATE TABLE video_import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  channel_id bigint NOT NULL REFERENCES channel ON DELETE CASCADE,
  target_url text NOT NULL,
  -- What its owner says of the video, as of an upload.
  fields jsonb NOT NULL,
  state smallint NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 5),
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  -- For its owner: why there is no video.
  error text,
  -- Null until there is one, and once it is deleted.
  video_id bigint REFERENCES video ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX video_import_user ON video_import (user_id, id DESC);
CREATE INDEX video_import_channel ON video_import (channel_id);
CREATE INDEX video_import_video ON video_import (video_id);
CREATE INDEX video_import_open ON video_import (id) WHERE state IN (1, 2);
