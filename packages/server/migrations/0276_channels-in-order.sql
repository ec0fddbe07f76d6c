-- All channels, in the orders that they are listed in.
CREATE INDEX actor_group_by_name ON actor (lower(display_name)) WHERE kind = 'group';
CREATE INDEX actor_group_by_creation ON actor (created_at) WHERE kind = 'group';
