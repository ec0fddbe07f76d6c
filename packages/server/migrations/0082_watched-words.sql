-- Words that an account watches for under its videos, or without an account, the moderators everywhere.
CREATE TABLE watched_words_list (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint REFERENCES account ON DELETE CASCADE,
  -- Becomes the tag of comments that hold one of the words.
  name text NOT NULL,
  words text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX watched_words_list_once ON watched_words_list (coalesce(account_id, 0), name);
CREATE INDEX watched_words_list_account ON watched_words_list (account_id);

-- What was found in a comment, for the account whose lists they are; for the moderators without one.
CREATE TABLE comment_tag (
  comment_id bigint NOT NULL REFERENCES video_comment ON DELETE CASCADE,
  account_id bigint REFERENCES account ON DELETE CASCADE,
  name text NOT NULL
);
CREATE UNIQUE INDEX comment_tag_once ON comment_tag (comment_id, coalesce(account_id, 0), name);
CREATE INDEX comment_tag_found ON comment_tag (coalesce(account_id, 0), name, comment_id);
CREATE INDEX comment_tag_account ON comment_tag (account_id);

-- Comments with one of these tags wait until the owner of the video has read them.
CREATE TABLE comment_review_tag (
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  name text NOT NULL,
  PRIMARY KEY (account_id, name)
);

CREATE INDEX video_comment_video ON video_comment (video_id, id);
CREATE INDEX video_comment_held ON video_comment (id DESC) WHERE held_for_review;
CREATE INDEX video_comment_words ON video_comment USING gin (lower(text) gin_trgm_ops) WHERE deleted_at IS NULL;
