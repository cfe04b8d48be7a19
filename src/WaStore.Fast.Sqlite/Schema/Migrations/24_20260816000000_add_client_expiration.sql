-- The server's word on when this client version ends, as JSON.
ALTER TABLE device ADD COLUMN server_client_expiration TEXT;
