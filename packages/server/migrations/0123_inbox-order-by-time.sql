-- What is due is found in its order, however much waits and however much has ended; what had to wait before is little.
DROP INDEX inbox_activity_waiting;
DROP INDEX inbox_activity_due;
DROP INDEX inbox_activity_of_actor;
DROP INDEX inbox_activity_of_object;
CREATE INDEX inbox_activity_due ON inbox_activity (lane, due_at, id) WHERE state = 'waiting';
CREATE INDEX inbox_activity_tried ON inbox_activity (actor_url, object_url) WHERE state = 'waiting' AND attempts > 0;
