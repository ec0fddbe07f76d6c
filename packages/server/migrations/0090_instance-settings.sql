-- What administrators changed while the server ran: the difference from what the environment says. One row.
CREATE TABLE instance_setting (
  id smallint PRIMARY KEY CHECK (id = 1),
  changes jsonb NOT NULL,
  -- Raised by each change: how other servers learn of it.
  version bigint NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO instance_setting (id, changes, version) VALUES (1, '{}', 1);

-- Pages that administrators write, in Markdown.
CREATE TABLE custom_page (
  kind text PRIMARY KEY CHECK (kind IN ('homepage')),
  content text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
