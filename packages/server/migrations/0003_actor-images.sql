-- Avatars (of accounts and channels) and banners (of channels), each in several widths.
CREATE TABLE actor_image (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('avatar', 'banner')),
  width integer NOT NULL,
  height integer NOT NULL,
  file_name text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (actor_id, kind, width)
);
