-- The server's certificates from the last Noise handshake, which make the next one shorter.
ALTER TABLE device ADD COLUMN server_cert_chain BLOB NULL;
