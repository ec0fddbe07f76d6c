-- What happened, for each who must hear of it; a row goes when it was heard.
CREATE TABLE domain_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscriber text NOT NULL,
  payload jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX domain_event_due ON domain_event (subscriber, id);
