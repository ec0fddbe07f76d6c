-- The key pair each local actor signs with, made when it is first asked for.
CREATE TABLE actor_key (
  actor_id bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
  public_key_pem text NOT NULL,
  private_key_pem text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
