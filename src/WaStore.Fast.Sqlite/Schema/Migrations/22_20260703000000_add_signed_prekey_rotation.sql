-- When the signed pre-key was rotated last, unix milliseconds; 0 = start counting, do not rotate yet.
ALTER TABLE device ADD COLUMN last_signed_pre_key_rotation_ms BIGINT NOT NULL DEFAULT 0;
