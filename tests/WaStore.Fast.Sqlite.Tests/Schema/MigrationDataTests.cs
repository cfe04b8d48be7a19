using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

/// <summary>The three migrations that rewrite rows (spec/storage.md 2.2).</summary>
public sealed class MigrationDataTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public void Number_2_gives_the_rows_that_are_there_to_device_1()
    {
        using var connection = _database.CreateAtStage(1);
        connection.Execute(
            """
            INSERT INTO device (lid, pn, registration_id, noise_key, identity_key, signed_pre_key, signed_pre_key_id, signed_pre_key_signature, adv_secret_key, push_name)
            VALUES ('1@lid', '2@s.whatsapp.net', 7, x'01', x'02', x'03', 4, x'05', x'06', 'Ana');
            INSERT INTO identities VALUES ('a', x'07');
            INSERT INTO sessions VALUES ('b', x'08');
            INSERT INTO prekeys VALUES (9, x'09', 1);
            INSERT INTO signed_prekeys VALUES (10, x'0A');
            INSERT INTO sender_keys VALUES ('c', x'0B');
            INSERT INTO app_state_keys VALUES (x'0C', x'0D');
            INSERT INTO app_state_versions VALUES ('regular', x'0E');
            INSERT INTO app_state_mutation_macs VALUES ('regular', 15, x'10', x'11');
            """);

        _ = Migrator.Apply(connection);

        Assert.Equal(
            ["1 1@lid 2@s.whatsapp.net 7 01 02 03 4 05 06 Ana 0"],
            connection.QueryTexts(
                """
                SELECT id || ' ' || lid || ' ' || pn || ' ' || registration_id || ' ' || hex(noise_key) || ' ' || hex(identity_key) || ' ' || hex(signed_pre_key)
                  || ' ' || signed_pre_key_id || ' ' || hex(signed_pre_key_signature) || ' ' || hex(adv_secret_key) || ' ' || push_name || ' ' || next_pre_key_id
                FROM device
                """));
        Assert.Equal(
            ["a 07 1", "b 08 1", "9 09 1 1", "10 0A 1", "c 0B 1", "0C 0D 1", "regular 0E 1", "regular 15 10 11 1"],
            connection.QueryTexts(
                """
                SELECT address || ' ' || hex(key) || ' ' || device_id FROM identities
                UNION ALL SELECT address || ' ' || hex(record) || ' ' || device_id FROM sessions
                UNION ALL SELECT id || ' ' || hex(key) || ' ' || uploaded || ' ' || device_id FROM prekeys
                UNION ALL SELECT id || ' ' || hex(record) || ' ' || device_id FROM signed_prekeys
                UNION ALL SELECT address || ' ' || hex(record) || ' ' || device_id FROM sender_keys
                UNION ALL SELECT hex(key_id) || ' ' || hex(key_data) || ' ' || device_id FROM app_state_keys
                UNION ALL SELECT name || ' ' || hex(state_data) || ' ' || device_id FROM app_state_versions
                UNION ALL SELECT name || ' ' || version || ' ' || hex(index_mac) || ' ' || hex(value_mac) || ' ' || device_id FROM app_state_mutation_macs
                """));
    }

    [Fact]
    public void Number_11_unites_recipients_and_marks()
    {
        using var connection = _database.CreateAtStage(10);
        connection.Execute(
            """
            INSERT INTO skdm_recipients VALUES ('g', '1:2@lid', 1, 100), ('g', '3:4@lid', 1, 101), ('g', '1:2@lid', 2, 102);
            INSERT INTO sender_key_status VALUES ('g', '3:4@lid', 1, 200), ('g', '5:6@lid', 1, 201), ('g', '7@lid', 1, 202);
            """);

        _ = Migrator.Apply(connection);

        Assert.Equal(
            ["g 1:2@lid 1 1 100", "g 1:2@lid 1 2 102", "g 3:4@lid 0 1 200", "g 5:6@lid 0 1 201"],
            connection.QueryTexts(
                "SELECT group_jid || ' ' || device_jid || ' ' || has_key || ' ' || device_id || ' ' || updated_at FROM sender_key_devices ORDER BY device_jid, device_id"));
        Assert.Empty(connection.QueryTexts("SELECT name FROM sqlite_master WHERE name IN ('skdm_recipients', 'sender_key_status')"));
    }

    [Fact]
    public void Number_17_lets_every_older_secret_expire_after_30_days()
    {
        using var connection = _database.CreateAtStage(16);
        connection.Execute("INSERT INTO msg_secrets (chat, sender, msg_id, secret, created_at) VALUES ('c', 's', 'm', x'01', 1000)");

        _ = Migrator.Apply(connection);

        Assert.Equal(["2593000 0"], connection.QueryTexts("SELECT expires_at || ' ' || message_ts FROM msg_secrets"));
    }

    public void Dispose() => _database.Dispose();
}
