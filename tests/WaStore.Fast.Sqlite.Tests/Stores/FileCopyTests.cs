using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Snapshots of the file, the resource report, and what keeps the file in shape.</summary>
public sealed class FileCopyTests : StoreTest
{
    [Theory]
    [InlineData("before send", "before_send")]
    [InlineData("../../etc/passwd", "_._etc_passwd")]
    [InlineData("a..b...c", "a.b.c")]
    [InlineData(".hidden.", "hidden")]
    [InlineData("caf\u00e9 \U0001F511", "caf___")]
    [InlineData("A-z_0.9", "A-z_0.9")]
    public void A_name_is_cleaned(string name, string clean) => Assert.Equal(clean, SqliteSnapshotName.Clean(name));

    [Fact]
    public async Task A_snapshot_is_the_file_with_everything_committed_and_its_extra_beside_it()
    {
        await FilledAccount.FillAsync(Store);
        await Store.SnapshotAsync("x", Sample.Blob(10, 1));
        var target = $"{DatabasePath}.snapshot-{Clock.Seconds}-x";

        Assert.Equal(Sample.Blob(10, 1), await File.ReadAllBytesAsync(target + ".json"));
        using (var witness = new WitnessConnection(target))
        {
            Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        }

        await using (var copy = await SqliteStore.OpenAsync(target))
        {
            Assert.Equal(await FilledAccount.DescribeAsync(Store), await FilledAccount.DescribeAsync(copy));
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal((OwnerOnly, OwnerOnly), (File.GetUnixFileMode(target), File.GetUnixFileMode(target + ".json")));
        }
    }

    [Fact]
    public async Task A_second_snapshot_of_a_name_in_one_second_is_refused_and_harms_nothing()
    {
        await Store.SnapshotAsync("x");
        var target = $"{DatabasePath}.snapshot-{Clock.Seconds}-x";
        var before = await File.ReadAllBytesAsync(target);

        await Assert.ThrowsAsync<StoreException>(async () => await Store.SnapshotAsync("x"));

        Assert.Equal(before, await File.ReadAllBytesAsync(target));
        Assert.False(File.Exists(target + ".json"));
        Clock.Advance(1);
        await Store.SnapshotAsync("x");
    }

    [Fact]
    public async Task A_snapshot_whose_extra_cannot_be_written_leaves_nothing()
    {
        var target = $"{DatabasePath}.snapshot-{Clock.Seconds}-x";
        _ = Directory.CreateDirectory(target + ".json");

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.SnapshotAsync("x", Sample.Blob(4, 1)));

        Assert.Equal(StoreErrorKind.Io, thrown.Kind);
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    public async Task A_name_of_nothing_is_refused(string name) =>
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await Store.SnapshotAsync(name))).Kind);

    [Fact]
    public async Task A_name_has_a_hundred_bytes_at_most()
    {
        await Store.SnapshotAsync(new string('n', 100));
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await Store.SnapshotAsync(new string('n', 101)))).Kind);
    }

    [Fact]
    public async Task A_database_in_memory_has_no_place_for_one()
    {
        await using var store = await SqliteStore.OpenAsync($"file:{Guid.NewGuid():N}?mode=memory&cache=shared");
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await store.SnapshotAsync("x"))).Kind);
    }

    [Fact]
    public async Task The_report_counts_pages_and_caches_and_never_waits()
    {
        _ = await Store.GetSessionAsync("a");
        var report = await Store.GetResourceReportAsync();
        using (var witness = Witness())
        {
            Assert.Equal(report.Pages, witness.QueryRows("PRAGMA page_count")[0][0]);
        }

        // The writer and the reader; the file is smaller than the cache.
        Assert.Equal(2 * report.Pages * Store.Database.PageSize, report.MemoryBytes);
        Assert.Equal((null, null), (report.IoRead, report.IoWrite));

        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var reading = Task.Run(async () => await Store.Database.ReadAsync("hold", (entered, leave), static (_, gates) =>
        {
            gates.entered.Set();
            gates.leave.Wait();
            return 0;
        }));
        entered.Wait();
        Assert.Equal(ResourceReport.Unknown, await Store.GetResourceReportAsync());
        leave.Set();
        _ = await reading;
        Assert.NotEqual(ResourceReport.Unknown, await Store.GetResourceReportAsync());
    }

    [Fact]
    public async Task Maintenance_renews_stale_statistics_and_the_wal_is_emptied_soon_after()
    {
        await Store.PutLidMappingsAsync(Sample.Many(2_000, Sample.Mapping));
        await Store.PutSessionsAsync(Sample.Many(2_000, i => new RecordEntry($"{i}@lid.0", default)));
        using var witness = Witness();
        // As an earlier run left them, when there were ten of each.
        witness.Execute("ANALYZE; UPDATE sqlite_stat1 SET stat = '10 1 1' WHERE tbl IN ('sessions', 'lid_pn_mapping')");
        // Statistics are read with the schema.
        await using var store = await SqliteStore.OpenAsync(DatabasePath, new SqliteOptions { Readers = 0, CheckpointIdle = TimeSpan.FromMilliseconds(20) });
        Assert.Equal(500, (await store.GetPnMappingsAsync(Sample.Many(500, i => $"pn{i}"))).Count);
        Assert.Equal(500, (await store.GetSessionsAsync(Sample.Many(500, i => $"{i}@lid.0"))).Count);

        Assert.Equal(MaintenanceReport.Nothing, await store.MaintainAsync(MaintenancePolicy.UpkeepOnly));

        Assert.DoesNotContain("10 1 1", witness.QueryTexts("SELECT stat FROM sqlite_stat1 WHERE tbl = 'lid_pn_mapping'"));
        // Statements that name their index ask for no statistics, so that upstream's plans stay as they were (spec/storage.md 6.1 no. 9).
        Assert.All(witness.QueryTexts("SELECT stat FROM sqlite_stat1 WHERE tbl = 'sessions'"), stat => Assert.Equal("10 1 1", stat));
        var patience = TimeSpan.FromSeconds(10);
        for (var waited = TimeSpan.Zero; new FileInfo(DatabasePath + "-wal").Length > 0 && waited < patience; waited += TimeSpan.FromMilliseconds(20))
        {
            await Task.Delay(20);
        }

        Assert.Equal(0, new FileInfo(DatabasePath + "-wal").Length);
    }
}
