using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>
/// Bad values, written by another library into every column of every table: each read of the store gives the documented answer (<see cref="ColumnAnswers"/>), the row stays
/// as it is, is set aside where it reads as absent, and nobody else notices.
/// </summary>
public sealed class EveryColumnTests : IDisposable
{
    // The reads that go through a table without its keys find the row still.
    static readonly HashSet<string> s_walks =
    [
        nameof(IStoreReads.GetMaxPreKeyIdAsync), nameof(IStoreReads.GetAllTcTokenJidsAsync), nameof(IStoreReads.GetAllLidMappingsAsync), nameof(IStoreReads.LoadAllSignedPreKeysAsync),
        nameof(IStoreReads.GetLatestSyncKeyIdAsync), nameof(IStoreReads.GetPnMappingAsync), nameof(IStoreReads.GetPnMappingsAsync), nameof(IStoreReads.ListDevicesAsync),
    ];

    static readonly Dictionary<string, string[]> s_loud = new()
    {
        ["identities"] = [nameof(IStoreReads.LoadIdentityAsync), nameof(IStoreReads.LoadIdentitiesAsync)],
        ["sender_keys"] = [nameof(IStoreReads.GetSenderKeyAsync), nameof(IStoreReads.GetSenderKeysAsync)],
        ["device"] = [nameof(IStoreReads.LoadAsync)],
    };

    readonly TempFolder _folder = new();

    public static TheoryData<string> Tables => [.. RequiredSchema.Tables.Select(table => table.Name)];

    [Fact]
    public async Task No_table_and_no_column_of_the_schema_is_forgotten()
    {
        await using var store = await OpenAsync();
        using var witness = new WitnessConnection(_folder.At("store.db"));
        var columns = witness.QueryRows(
            "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name <> '__diesel_schema_migrations'");

        Assert.Equal(RequiredSchema.Tables.Select(table => table.Name).Order(), columns.Select(row => (string)row[0]!).Distinct().Order());
        Assert.DoesNotContain(columns, row => ColumnAnswers.Of((string)row[0]!, (string)row[1]!) is null);
        // And msg_secrets.created_at, which our statements can do without.
        Assert.Equal(RequiredSchema.Tables.Sum(table => table.Columns.Count) + 1, columns.Count);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_bad_value_in_every_column_has_its_documented_answer(string table)
    {
        await using var store = await OpenAsync();
        using var file = new WitnessConnection(_folder.At("store.db"));
        file.Execute("PRAGMA foreign_keys=0; PRAGMA journal_size_limit=1000000");
        var other = store.Database.Account(2);
        var othersBefore = await AnswersAsync(other, EveryRead.OfTheAccount);
        var whole = await AnswersAsync(store, EveryRead.All);
        var without = await WithoutRowAsync(store, file, table);
        var wrong = new List<string>();
        foreach (var column in file.QueryTexts($"SELECT name FROM pragma_table_info('{table}')"))
        {
            // The same bytes of one row are set aside once, whatever their type.
            var seen = new HashSet<string>();
            foreach (var bad in BadValues.All)
            {
                using var damage = Damage.Do(file, table, column, bad);
                if (damage is null)
                {
                    // Only a row id refuses a value here, and only one that is no integer.
                    Assert.Equal(("device", "id"), (table, column));
                    continue;
                }

                var before = Row(file, table, damage.RowId);
                var corruptBefore = store.Health.CorruptRows;
                var answers = await AnswersAsync(store, EveryRead.All);
                var faults = Faults(table, column, damage, answers, whole, without, wasCounted: store.Health.CorruptRows > corruptBefore);
                wrong.AddRange(faults.Select(fault => $"{table}.{column} = {bad}: {fault}"));
                // Whatever is to be set aside is, by the next write of anybody.
                await store.Database.Account(3).PutSessionAsync("x@lid.0", default);
                if (store.Health.CorruptRows > corruptBefore && seen.Add(damage.Bytes))
                {
                    Assert.Equal(damage.Column, SetAside(file, table, column));
                }

                Assert.Equal(before, Row(file, table, damage.RowId));
                Assert.Equal(othersBefore, await AnswersAsync(other, EveryRead.OfTheAccount));
                Forget(file);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.Equal(whole, await AnswersAsync(store, EveryRead.All));
        Assert.Equal(0, store.Health.NotSetAside);
    }

    public void Dispose() => _folder.Dispose();

    static IEnumerable<string> Faults(
        string table, string column, Damage damage, Dictionary<string, string> answers, Dictionary<string, string> whole, Dictionary<string, string> without, bool wasCounted)
    {
        var answer = ColumnAnswers.Of(table, column);
        var isBlob = damage.IsBlob;
        if (answer is ColumnAnswer.Loud && damage.IsDangerous && s_loud[table].FirstOrDefault(read => !answers[read].StartsWith("error ", StringComparison.Ordinal)) is { } quiet)
        {
            yield return $"{quiet} answered {Short(answers[quiet])} where it must not";
        }

        foreach (var (read, text) in answers)
        {
            // What the table has nothing to do with does not change.
            var concerns = whole[read] != without[read];
            if (!concerns)
            {
                if (text != whole[read])
                {
                    yield return $"{read} changed to {Short(text)}";
                }

                continue;
            }

            var isError = text.StartsWith("error ", StringComparison.Ordinal);
            if (isError && !(answer == ColumnAnswer.Loud && text is "error Validation" or "error Serialization"))
            {
                yield return $"{read} answered {Short(text)}";
            }

            if (answer is ColumnAnswer.Unseen && !s_walks.Contains(read) && text != without[read] && text != whole[read])
            {
                yield return $"{read} answered {Short(text)} of a row that cannot be found";
            }

            // A blob that decodes is another value, and no damage.
            var tolerates = read is nameof(IStoreReads.GetMaxPreKeyIdAsync) or nameof(IStoreReads.GetAllTcTokenJidsAsync) or nameof(IStoreReads.GetSignalAddressesAsync) or nameof(IStoreReads.HasSignalStateForUserAsync);
            if (answer is ColumnAnswer.Absent && !isBlob && column != "devices_json" && !tolerates && text != without[read])
            {
                yield return $"{read} answered {Short(text)} instead of nothing";
            }
        }

        if (answer is ColumnAnswer.Absent && !isBlob && column != "devices_json" && !wasCounted)
        {
            yield return "the row was not counted";
        }

        if (wasCounted && answer is not ColumnAnswer.Absent && (table, column) is not ("device", "server_cert_chain"))
        {
            yield return "a row was counted as corrupt";
        }
    }

    static string Short(string text) => text.Length > 200 ? text[..200] : text;

    static async Task<Dictionary<string, string>> AnswersAsync(IStoreReads store, IReadOnlyList<NamedRead> reads)
    {
        var answers = new Dictionary<string, string>();
        foreach (var read in reads.Where(read => read.Name != nameof(IStoreReads.GetResourceReportAsync)))
        {
            try
            {
                answers[read.Name] = Printed.Of(await read.RunAsync(store, CancellationToken.None));
            }
            catch (StoreException exception)
            {
                answers[read.Name] = $"error {exception.Kind}";
            }
        }

        return answers;
    }

    static async Task<Dictionary<string, string>> WithoutRowAsync(SqliteStore store, WitnessConnection file, string table)
    {
        file.Execute($"CREATE TEMP TABLE kept AS SELECT rowid AS row_id, * FROM {table}");
        file.Execute($"DELETE FROM {table} WHERE {Damage.AccountColumn(table)} = 1");
        var answers = await AnswersAsync(store, EveryRead.All);
        var columns = string.Join(", ", file.QueryTexts($"SELECT name FROM pragma_table_info('{table}')"));
        file.Execute($"INSERT INTO {table}({columns}) SELECT {columns} FROM kept WHERE {Damage.AccountColumn(table)} = 1; DROP TABLE kept");
        return answers;
    }

    static string Row(WitnessConnection file, string table, long rowId)
    {
        var columns = file.QueryTexts($"SELECT name FROM pragma_table_info('{table}')").Select(static column => $"typeof({column}), CAST({column} AS BLOB)");
        var row = Assert.Single(file.QueryRows($"SELECT {string.Join(", ", columns)} FROM {table} WHERE rowid = {rowId}"));
        return string.Join('|', row.Select(static value => value is byte[] bytes ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)) : value?.ToString() ?? "NULL"));
    }

    // Type and bytes of the damaged column, as the quarantine has them.
    static string SetAside(WitnessConnection file, string table, string column)
    {
        var rows = file.QueryRows($"SELECT typeof(value), CAST(value AS BLOB) FROM wsf_quarantine WHERE source = '{table}' AND column_name = '{column}'");
        return rows.Count == 1 ? Damage.Describe(rows[0]) : $"{rows.Count} rows";
    }

    static void Forget(WitnessConnection file)
    {
        if (file.QueryTexts("SELECT 1 FROM sqlite_master WHERE name = 'wsf_quarantine'").Count > 0)
        {
            file.Execute("DELETE FROM wsf_quarantine");
        }
    }

    // NOT NULL is taken out of the schema before the store sees the file, so that NULL gets everywhere too.
    async Task<SqliteStore> OpenAsync()
    {
        var path = _folder.At("store.db");
        await (await SqliteStore.OpenAsync(path)).DisposeAsync();
        using (var witness = new WitnessConnection(path))
        {
            witness.Execute("PRAGMA writable_schema=1; UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'");
        }

        var store = await SqliteStore.OpenAsync(path, new SqliteOptions { TimeProvider = new FakeTime() });
        _ = await store.ProvisionAsync(1, Sample.Keys(1));
        _ = await store.ProvisionAsync(2, Sample.Keys(2));
        await FilledAccount.FillAsync(store);
        await FilledAccount.FillAsync(store.Database.Account(2));
        var device = (await store.LoadAsync())!;
        await store.SaveAsync(device with
        {
            Lid = "7@lid",
            Pn = "15550000007@s.whatsapp.net",
            Account = new AdvSignedDeviceIdentity { Details = new byte[] { 1, 2 } },
            EdgeRoutingInfo = new byte[] { 3 },
            NctSalt = new byte[] { 4 },
            PropsHash = "hash",
            ServerCertChain = new ServerCertChain(new NoiseCert(Sample.Key(8), 1, 2), new NoiseCert(Sample.Key(9), 3, 4)),
            ServerClientExpiration = new ClientExpiration(5, new AppVersion(1, 2, 3)),
        });
        return store;
    }
}
