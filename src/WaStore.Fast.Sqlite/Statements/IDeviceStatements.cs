using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Codecs;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>device</c>: one row an account (spec/storage.md 3.2). Columns that a newer upstream adds are left alone.</summary>
[SqliteStatements]
interface IDeviceStatements
{
    // The last column names one that holds a value of another type than it may: SQLite would convert it, and an account would go on with another identity. Not asked
    // of the two that may be missed, the certificate chain and the client's expiration.
    [Query("""
        SELECT id, lid, pn, registration_id, noise_key, identity_key, signed_pre_key, signed_pre_key_id, signed_pre_key_signature, adv_secret_key, account, push_name,
            app_version_primary, app_version_secondary, app_version_tertiary, app_version_last_fetched_ms, edge_routing_info, props_hash, next_pre_key_id, nct_salt,
            server_has_prekeys, server_cert_chain, login_counter, first_unupload_pre_key_id, lid_migrated, last_signed_pre_key_rotation_ms, read_receipts_disabled,
            server_client_expiration,
            CASE
                WHEN typeof(noise_key) <> 'blob' THEN 'noise_key'
                WHEN typeof(identity_key) <> 'blob' THEN 'identity_key'
                WHEN typeof(signed_pre_key) <> 'blob' THEN 'signed_pre_key'
                WHEN typeof(signed_pre_key_signature) <> 'blob' THEN 'signed_pre_key_signature'
                WHEN typeof(adv_secret_key) <> 'blob' THEN 'adv_secret_key'
                WHEN typeof(account) NOT IN ('blob', 'null') THEN 'account'
                WHEN typeof(edge_routing_info) NOT IN ('blob', 'null') THEN 'edge_routing_info'
                WHEN typeof(nct_salt) NOT IN ('blob', 'null') THEN 'nct_salt'
                WHEN typeof(lid) <> 'text' THEN 'lid'
                WHEN typeof(pn) <> 'text' THEN 'pn'
                WHEN typeof(push_name) <> 'text' THEN 'push_name'
                WHEN typeof(props_hash) NOT IN ('text', 'null') THEN 'props_hash'
                WHEN typeof(registration_id) <> 'integer' THEN 'registration_id'
                WHEN typeof(signed_pre_key_id) <> 'integer' THEN 'signed_pre_key_id'
                WHEN typeof(app_version_primary) <> 'integer' THEN 'app_version_primary'
                WHEN typeof(app_version_secondary) <> 'integer' THEN 'app_version_secondary'
                WHEN typeof(app_version_tertiary) <> 'integer' THEN 'app_version_tertiary'
                WHEN typeof(app_version_last_fetched_ms) <> 'integer' THEN 'app_version_last_fetched_ms'
                WHEN typeof(next_pre_key_id) <> 'integer' THEN 'next_pre_key_id'
                WHEN typeof(server_has_prekeys) <> 'integer' THEN 'server_has_prekeys'
                WHEN typeof(login_counter) <> 'integer' THEN 'login_counter'
                WHEN typeof(first_unupload_pre_key_id) <> 'integer' THEN 'first_unupload_pre_key_id'
                WHEN typeof(lid_migrated) <> 'integer' THEN 'lid_migrated'
                WHEN typeof(last_signed_pre_key_rotation_ms) <> 'integer' THEN 'last_signed_pre_key_rotation_ms'
                WHEN typeof(read_receipts_disabled) <> 'integer' THEN 'read_receipts_disabled'
            END AS wrong_column
        FROM device WHERE id = @deviceId
        """)]
    DeviceRow? Get(int deviceId);

    [Query("SELECT EXISTS(SELECT 1 FROM device WHERE id = @deviceId)")]
    bool Exists(int deviceId);

    // An id of more than 32 bits would be listed as another one.
    [Query("SELECT id, lid, pn, push_name FROM device WHERE id BETWEEN -2147483648 AND 2147483647 ORDER BY id")]
    List<DeviceNameRow> List();

    [Execute("""
        INSERT INTO device(id, lid, pn, registration_id, noise_key, identity_key, signed_pre_key, signed_pre_key_id, signed_pre_key_signature, adv_secret_key, account,
            push_name, app_version_primary, app_version_secondary, app_version_tertiary, app_version_last_fetched_ms, edge_routing_info, props_hash, next_pre_key_id,
            nct_salt, server_has_prekeys, server_cert_chain, login_counter, first_unupload_pre_key_id, lid_migrated, last_signed_pre_key_rotation_ms,
            read_receipts_disabled, server_client_expiration)
        VALUES (@Id, @Lid, @Pn, @RegistrationId, @NoiseKey, @IdentityKey, @SignedPreKey, @SignedPreKeyId, @SignedPreKeySignature, @AdvSecretKey, @Account,
            @PushName, @AppVersionPrimary, @AppVersionSecondary, @AppVersionTertiary, @AppVersionLastFetchedMs, @EdgeRoutingInfo, @PropsHash, @NextPreKeyId,
            @NctSalt, @ServerHasPrekeys, @ServerCertChain, @LoginCounter, @FirstUnuploadPreKeyId, @LidMigrated, @LastSignedPreKeyRotationMs,
            @ReadReceiptsDisabled, @ServerClientExpiration)
        ON CONFLICT(id) DO UPDATE SET
            lid = excluded.lid, pn = excluded.pn, registration_id = excluded.registration_id, noise_key = excluded.noise_key, identity_key = excluded.identity_key,
            signed_pre_key = excluded.signed_pre_key, signed_pre_key_id = excluded.signed_pre_key_id, signed_pre_key_signature = excluded.signed_pre_key_signature,
            adv_secret_key = excluded.adv_secret_key, account = excluded.account, push_name = excluded.push_name, app_version_primary = excluded.app_version_primary,
            app_version_secondary = excluded.app_version_secondary, app_version_tertiary = excluded.app_version_tertiary,
            app_version_last_fetched_ms = excluded.app_version_last_fetched_ms, edge_routing_info = excluded.edge_routing_info, props_hash = excluded.props_hash,
            next_pre_key_id = excluded.next_pre_key_id, nct_salt = excluded.nct_salt, server_has_prekeys = excluded.server_has_prekeys,
            server_cert_chain = excluded.server_cert_chain, login_counter = excluded.login_counter, first_unupload_pre_key_id = excluded.first_unupload_pre_key_id,
            lid_migrated = excluded.lid_migrated, last_signed_pre_key_rotation_ms = excluded.last_signed_pre_key_rotation_ms,
            read_receipts_disabled = excluded.read_receipts_disabled, server_client_expiration = excluded.server_client_expiration
        """)]
    int Save(DeviceRow row);

    // Plain: a row that exists is the constraint's error, never overwritten (spec/storage.md 1.5). A null id takes the next one, and AUTOINCREMENT sees to
    // it that the id of an account that was removed never comes back.
    [Query("""
        INSERT INTO device(id, lid, pn, registration_id, noise_key, identity_key, signed_pre_key, signed_pre_key_id, signed_pre_key_signature, adv_secret_key, account,
            push_name, app_version_primary, app_version_secondary, app_version_tertiary, app_version_last_fetched_ms, edge_routing_info, props_hash, next_pre_key_id,
            nct_salt, server_has_prekeys, server_cert_chain, login_counter, first_unupload_pre_key_id, lid_migrated, last_signed_pre_key_rotation_ms,
            read_receipts_disabled, server_client_expiration)
        VALUES (@newId, @Lid, @Pn, @RegistrationId, @NoiseKey, @IdentityKey, @SignedPreKey, @SignedPreKeyId, @SignedPreKeySignature, @AdvSecretKey, @Account,
            @PushName, @AppVersionPrimary, @AppVersionSecondary, @AppVersionTertiary, @AppVersionLastFetchedMs, @EdgeRoutingInfo, @PropsHash, @NextPreKeyId,
            @NctSalt, @ServerHasPrekeys, @ServerCertChain, @LoginCounter, @FirstUnuploadPreKeyId, @LidMigrated, @LastSignedPreKeyRotationMs,
            @ReadReceiptsDisabled, @ServerClientExpiration)
        RETURNING id
        """)]
    long Insert(int? newId, DeviceRow row);
}
