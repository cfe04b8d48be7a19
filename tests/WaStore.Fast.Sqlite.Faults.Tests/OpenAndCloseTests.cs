using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>Every SQLite call of an open (of a new file, of an old one with its migrations), of a copy and of a close made to fail once.</summary>
public sealed class OpenAndCloseTests(ITestOutputHelper output) : FaultTest
{
    [Fact]
    public Task A_new_file() => EachCallAsync(template: null, stride: IsFullRun ? 1 : 3);

    [Fact]
    public async Task A_file_of_the_newest_schema()
    {
        var template = NewPath();
        await using (var store = await SqliteStore.OpenAsync(template, Options()))
        {
            await FilledAccount.FillAsync(store);
        }

        await EachCallAsync(template, stride: 1);
    }

    [Fact]
    public async Task An_old_file_is_migrated_to_one_side_or_the_other()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration14);
        await EachCallAsync(golden.StorePath, stride: IsFullRun ? 1 : 5);
    }

    [Fact]
    public async Task A_close_leaves_nothing_open_and_nothing_lost()
    {
        for (var nth = 1; ; nth++)
        {
            var (code, rollsBack) = Kind(round: 1, nth);
            var path = NewPath();
            var store = await SqliteStore.OpenAsync(path, Options());
            await store.PutSessionAsync("a", Sample.Blob(9, 1));
            _ = await store.GetSessionAsync("a");
            Fault.Arm(nth, code, rollsBack);
            var thrown = await Record.ExceptionAsync(async () => await store.DisposeAsync());
            Fault.Disarm();
            output.WriteLine($"{nth}, {Fault.Struck}, {code}: {thrown?.Message}");
            Assert.Null(thrown);
            AssertNothingOpen();
            AssertSound(path);
            await using (var again = await SqliteStore.OpenAsync(path, Options()))
            {
                Assert.Equal(Sample.Blob(9, 1), await again.GetSessionAsync("a"));
            }

            if (Fault.Struck is null)
            {
                Assert.NotEqual(1, nth);
                return;
            }
        }
    }

    [Fact]
    public async Task A_snapshot_file_is_whole_or_not_there()
    {
        var path = NewPath();
        await using var store = await SqliteStore.OpenAsync(path, Options());
        await FilledAccount.FillAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            for (var nth = 1; ; nth++)
            {
                var (code, rollsBack) = Kind(round, nth);
                Clock.Advance(1);
                var target = $"{path}.snapshot-{Clock.Seconds}-x";
                Fault.Arm(nth, code, rollsBack);
                var thrown = await Record.ExceptionAsync(async () => await store.SnapshotAsync("x", Sample.Blob(5, 1)));
                Fault.Disarm();
                output.WriteLine($"{nth}, {Fault.Struck}, {code}: {thrown?.Message}");
                if (thrown is not null)
                {
                    _ = AssertHonest(thrown, code, StoreErrorKind.Database, StoreErrorKind.Connection, StoreErrorKind.RetriesExhausted);
                    Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.snapshot-*"));
                }
                else
                {
                    AssertSound(target);
                    File.Delete(target);
                    File.Delete(target + ".json");
                }

                AssertSound(path);
                await store.PutSessionAsync("after", Sample.Blob(7, nth));
                if (Fault.Struck is null)
                {
                    Assert.Null(thrown);
                    break;
                }
            }
        }
    }

    async Task EachCallAsync(string? template, int stride)
    {
        var untouched = await TellAsync(template is null ? NewPath() : Copy(template));
        var failures = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var nth = 1; ; nth += stride)
            {
                var (code, rollsBack) = Kind(round, nth);
                var path = template is null ? NewPath() : Copy(template);
                Fault.Arm(nth, code, rollsBack);
                var thrown = await Record.ExceptionAsync(async () => await (await SqliteStore.OpenAsync(path, Options())).DisposeAsync());
                Fault.Disarm();
                output.WriteLine($"{nth}, {Fault.Struck}, {code}{(rollsBack ? " with a rollback" : "")}: {thrown?.GetType().Name} {thrown?.Message}");
                AssertNothingOpen();
                if (thrown is not null)
                {
                    failures++;
                    _ = AssertHonest(thrown, code, StoreErrorKind.Connection, StoreErrorKind.Migration, StoreErrorKind.RetriesExhausted);
                    AssertSound(path);
                }

                // Wherever it stopped, the next open goes on from there and ends where an untouched one ends.
                Assert.Equal(untouched, await TellAsync(path));
                AssertSound(path);
                File.Delete(path);
                if (Fault.Struck is null)
                {
                    Assert.Null(thrown);
                    break;
                }
            }
        }

        Assert.NotEqual(0, failures);
    }

    /// <summary>Everything that an open file answers of its accounts, and its schema.</summary>
    async Task<string> TellAsync(string path)
    {
        await using var store = await SqliteStore.OpenAsync(path, Options());
        var told = new List<string>();
        foreach (var device in await store.ListDevicesAsync())
        {
            told.Add($"{device.DeviceId}: {await FilledAccount.DescribeAsync(store.Database.Account(device.DeviceId))}");
        }

        told.AddRange(await store.Database.ReadAsync("schema", 0, static (connection, _) =>
        {
            List<string> rows = [];
            foreach (var query in (string[])["SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)", "SELECT group_concat(version) FROM (SELECT version FROM __diesel_schema_migrations ORDER BY version)"])
            {
                rows.Add(connection.QueryText(query) ?? "");
            }

            foreach (var table in (string[])["sessions", "identities", "prekeys", "sender_keys", "app_state_keys", "app_state_versions", "app_state_mutation_macs", "lid_pn_mapping", "device_registry", "tc_tokens", "sent_messages"])
            {
                rows.Add($"{table} {connection.QueryInt64($"SELECT count(*) FROM {table}")}");
            }

            return rows;
        }));
        return string.Join('\n', told);
    }
}
