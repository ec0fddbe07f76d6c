-- Of users who are deleted several at once: nobody is at it yet.
ALTER TABLE app_user ADD COLUMN deletion_waits boolean NOT NULL DEFAULT false;
