-- A video is offered to another account, which accepts it into one of its channels, or refuses it.
CREATE TABLE ownership_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  video_id bigint NOT NULL REFERENCES video ON DELETE CASCADE,
  initiator_account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  next_owner_account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  status text NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'ACCEPTED', 'REFUSED')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX ownership_change_waiting ON ownership_change (video_id, next_owner_account_id)
  WHERE status = 'WAITING';
CREATE INDEX ownership_change_video ON ownership_change (video_id);
CREATE INDEX ownership_change_initiator ON ownership_change (initiator_account_id);
CREATE INDEX ownership_change_next_owner ON ownership_change (next_owner_account_id, id DESC);
