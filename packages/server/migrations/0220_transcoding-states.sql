-- Administrators count the attempts in each state.
CREATE INDEX transcoding_status ON transcoding (status);
