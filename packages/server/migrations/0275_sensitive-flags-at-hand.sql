-- Few videos say what is sensitive in them: lists that leave these out, or take them in, find them here.
CREATE INDEX video_with_sensitive_flags ON video (id) INCLUDE (sensitive_flags) WHERE sensitive_flags <> 0;
