-- A newer state of a thing makes the older ones needless that wait for a mailbox which takes nothing.
CREATE INDEX outgoing_activity_update ON outgoing_activity ((body #>> '{object,id}')) WHERE body ->> 'type' = 'Update';
