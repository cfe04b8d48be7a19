using System.Text;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>
/// Statements about what a file holds of each account. They run once on a connection that is closed afterwards, over tables that a newer
/// upstream may have taken away, so they are prepared as needed and not annotated.
/// </summary>
sealed class AccountStatistics(NativeConnection connection, SchemaShape shape)
{
    const string DeviceTable = "device";

    static readonly DateTimeOffset s_last = DateTimeOffset.MaxValue;

    readonly SortedDictionary<int, Account> _accounts = [];

    internal IReadOnlyList<AccountInspection> Read()
    {
        ReadDevices();
        string[] tables = [.. RequiredSchema.Tables.Select(table => table.Name).Where(table => table != DeviceTable && shape.HasTable(table))];
        foreach (var table in tables)
        {
            Each($"SELECT device_id, COUNT(*) FROM {table} GROUP BY device_id", (account, row) => account.Rows[table] = row.GetInt64(1));
        }

        ReadPreKeys();
        Each("SELECT device_id, id FROM signed_prekeys ORDER BY id", static (account, row) => account.SignedPreKeyIds.Add(Id(row, 1)));
        var activity = ReadActivity();
        return [.. _accounts.Select(pair => pair.Value.ToInspection(pair.Key, tables, activity))];
    }

    // 0 (and NULL) is "unknown" to upstream; what no calendar can show is no time either.
    internal static DateTimeOffset? Seconds(long value) => value > 0 && value <= s_last.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    static DateTimeOffset? Milliseconds(long value) => value > 0 && value <= s_last.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    static uint Id(Statement row, int column) => unchecked((uint)row.GetInt32(column));

    static uint? IdOrNull(Statement row, int column) => row.IsNull(column) ? null : Id(row, column);

    static string? Note(ReadOnlySpan<byte> signature) =>
        signature.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? Encoding.ASCII.GetString(signature).TrimEnd() : null;

    void ReadDevices() => Each(
        """
        SELECT id, NULLIF(pn, ''), NULLIF(lid, ''), push_name, account IS NOT NULL, registration_id, app_version_primary, app_version_secondary,
          app_version_tertiary, login_counter, lid_migrated, server_has_prekeys, next_pre_key_id, first_unupload_pre_key_id, signed_pre_key_id,
          last_signed_pre_key_rotation_ms, signed_pre_key_signature
        FROM device
        """,
        static (account, row) => account.Device = new DeviceInspection
        {
            Pn = row.IsNull(1) ? null : row.GetString(1),
            Lid = row.IsNull(2) ? null : row.GetString(2),
            PushName = row.GetString(3),
            IsPaired = row.GetBoolean(4),
            RegistrationId = Id(row, 5),
            AppVersion = new AppVersion(Id(row, 6), Id(row, 7), Id(row, 8)),
            LoginCounter = row.GetInt32(9),
            IsLidMigrated = row.GetBoolean(10),
            ServerHasPreKeys = row.GetBoolean(11),
            NextPreKeyId = Id(row, 12),
            FirstUnuploadPreKeyId = Id(row, 13),
            SignedPreKeyId = Id(row, 14),
            SignedPreKeyRotation = Milliseconds(row.GetInt64(15)),
            UnsignedNote = Note(row.GetBlob(16)),
        });

    void ReadPreKeys() => Each(
        "SELECT device_id, COUNT(*), SUM(uploaded <> 0), MIN(id), MAX(id), MIN(CASE WHEN uploaded = 0 THEN id END) FROM prekeys GROUP BY device_id",
        static (account, row) =>
            account.PreKeys = new PreKeyInspection(row.GetInt64(1), row.GetInt64(2), IdOrNull(row, 3), IdOrNull(row, 4), IdOrNull(row, 5)));

    Func<Account, ActivityInspection> ReadActivity()
    {
        var sent = ReadTimes("MAX(created_at)", "sent_messages");
        var pending = ReadTimes("MIN(inserted_at)", "pending_inbound_messages");
        var deviceLists = ReadTimes("MAX(updated_at)", "device_registry");
        var mappings = ReadTimes("MAX(updated_at)", "lid_pn_mapping");
        var distribution = ReadTimes("MAX(updated_at)", "sender_key_devices");
        var secrets = ReadTimes("MAX(message_ts)", "msg_secrets");
        return account => new ActivityInspection(
            sent.GetValueOrDefault(account),
            pending.GetValueOrDefault(account),
            deviceLists.GetValueOrDefault(account),
            mappings.GetValueOrDefault(account),
            distribution.GetValueOrDefault(account),
            secrets.GetValueOrDefault(account));
    }

    Dictionary<Account, DateTimeOffset?> ReadTimes(string aggregate, string table)
    {
        var times = new Dictionary<Account, DateTimeOffset?>();
        if (shape.HasTable(table))
        {
            Each(
                $"SELECT device_id, {aggregate} FROM {table} GROUP BY device_id",
                (account, row) => times[account] = Seconds(row.GetInt64(1)));
        }

        return times;
    }

    /// <summary>Runs a statement whose first column is an account's id, and hands each row to <paramref name="read"/> with that account.</summary>
    void Each(string sql, Action<Account, Statement> read)
    {
        using var query = connection.PrepareOnce(sql);
        while (query.Statement.Step())
        {
            var id = query.Statement.GetInt32(0);
            if (!_accounts.TryGetValue(id, out var account))
            {
                account = new Account();
                _accounts.Add(id, account);
            }

            read(account, query.Statement);
        }
    }

    /// <summary>What is being gathered of one account. Found by reference.</summary>
    sealed class Account
    {
        internal DeviceInspection? Device { get; set; }

        internal Dictionary<string, long> Rows { get; } = [];

        internal PreKeyInspection PreKeys { get; set; } = PreKeyInspection.None;

        internal List<uint> SignedPreKeyIds { get; } = [];

        internal AccountInspection ToInspection(int id, IEnumerable<string> tables, Func<Account, ActivityInspection> activity) => new()
        {
            DeviceId = id,
            Device = Device,
            Rows = new OrderedDictionary<string, long>(tables.Select(table => KeyValuePair.Create(table, Rows.GetValueOrDefault(table)))),
            PreKeys = PreKeys,
            SignedPreKeyIds = SignedPreKeyIds,
            Activity = activity(this),
        };
    }
}
