-- Who is followed is asked again now and then, those that were asked longest ago first.
CREATE INDEX follow_asked ON follow (updated_at) WHERE is_asked AND state <> 'rejected';
