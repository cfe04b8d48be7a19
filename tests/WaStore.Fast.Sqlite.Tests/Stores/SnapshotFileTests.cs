using System.Globalization;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Snapshots of the file: taken while others write, watched, cancelled, and thrown away when there are too many.</summary>
public sealed class SnapshotFileTests : StoreTest
{
    int? _keep;

    string Target(string name) => string.Create(CultureInfo.InvariantCulture, $"{DatabasePath}.snapshot-{Clock.Seconds}-{name}");

    IEnumerable<string> Snapshots => Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(DatabasePath)!, "*.snapshot-*").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_snapshot_beside_writers_is_one_moment_and_holds_nobody_up()
    {
        await FillAsync(megabytes: 24);
        using var stop = new CancellationTokenSource();
        var committed = 0;
        var writer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var next = committed + 1;
                var batch = new StoreBatch();
                batch.PutSession("first", BitConverter.GetBytes(next));
                batch.PutSenderKey("last", BitConverter.GetBytes(next));
                await Store.CommitAsync(batch);
                Volatile.Write(ref committed, next);
            }
        });
        await UntilAsync(() => Volatile.Read(ref committed) > 5);
        var before = Volatile.Read(ref committed);
        var during = new List<int>();
        var report = await Store.Database.SnapshotAsync("busy", progress: new Progress(_ =>
        {
            during.Add(Volatile.Read(ref committed));
            // As a slow disk would: between two steps others must get on.
            Thread.Sleep(5);
        }));
        var after = Volatile.Read(ref committed);
        await stop.CancelAsync();
        await writer;

        // Commits went on between the steps, and the copy was not begun again for them.
        Assert.True(during[^1] > during[0], $"no commit between {during.Count} steps");
        Assert.InRange(during.Count, 24, 40);
        using var witness = new WitnessConnection(report.Path);
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        var first = Assert.Single(witness.QueryTexts("SELECT hex(record) FROM sessions WHERE address = 'first'"));
        Assert.Equal([first], witness.QueryTexts("SELECT hex(record) FROM sender_keys WHERE address = 'last'"));
        Assert.InRange(BitConverter.ToInt32(Convert.FromHexString(first)), before, after);
        Assert.Equal(["delete"], witness.QueryTexts("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Progress_ends_at_the_whole()
    {
        await FillAsync(megabytes: 4);
        var told = new List<SnapshotProgress>();
        var report = await Store.Database.SnapshotAsync("x", progress: new Progress(told.Add));

        Assert.True(told.Count >= 4, $"{told.Count} steps");
        Assert.Equal(told[^1].Pages, told[^1].CopiedPages);
        Assert.Equal(told.Select(static step => step.CopiedPages), told.Select(static step => step.CopiedPages).Order());
        Assert.Equal(told[^1].Pages * 4096L, new FileInfo(report.Path).Length);
    }

    [Fact]
    public async Task Cancelled_between_two_steps_it_leaves_no_file_and_the_view_is_free()
    {
        await FillAsync(megabytes: 4);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Store.Database.SnapshotAsync("x", Sample.Blob(3, 1), new Progress(_ => cancellation.Cancel()), cancellation.Token));

        Assert.Empty(Snapshots);
        await Store.SnapshotAsync("x");
        Assert.Equal([Path.GetFileName(Target("x"))], Snapshots);
    }

    [Fact]
    public async Task Progress_that_throws_ends_the_copy_and_leaves_no_file()
    {
        await FillAsync(megabytes: 2);
        await Assert.ThrowsAsync<FormatException>(async () => await Store.Database.SnapshotAsync("x", progress: new Progress(_ => throw new FormatException())));

        Assert.Empty(Snapshots);
    }

    [Fact]
    public async Task An_existing_target_is_refused_and_stays_as_it_is()
    {
        await File.WriteAllTextAsync(Target("x"), "mine");
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.SnapshotAsync("x", Sample.Blob(3, 1)));

        Assert.Equal(StoreErrorKind.Connection, thrown.Kind);
        Assert.Contains("exists already", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target("x")));
        Assert.Equal([Path.GetFileName(Target("x"))], Snapshots);
    }

    [Fact]
    public async Task Nothing_but_the_copy_and_its_extra_is_made()
    {
        var path = DatabasePath + ".wsf-anything";
        await File.WriteAllTextAsync(path, "a file beside the database, such as the mark of a clean shutdown");
        await Store.SnapshotAsync("x", Sample.Blob(3, 1));

        var name = Path.GetFileName(Target("x"));
        Assert.Equal([name, name + ".json"], Snapshots);
    }

    [Fact]
    public async Task Of_many_the_newest_stay()
    {
        await ReopenAsync(keep: 2);
        var made = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            made.Add((await Store.Database.SnapshotAsync("x", i % 2 == 0 ? (ReadOnlyMemory<byte>?)Sample.Blob(3, 1) : null)).Path);
            Clock.Advance(1);
        }

        Assert.Equal(made[2..].Select(Path.GetFileName).Append(Path.GetFileName(made[2]) + ".json").Order(StringComparer.Ordinal), Snapshots);
    }

    [Fact]
    public async Task Only_our_own_names_are_ever_deleted()
    {
        await ReopenAsync(keep: 1);
        string[] others =
        [
            "mine", ".snapshot-mine", ".snapshot-12-", ".snapshot-12-a b", ".snapshot-12-.x", ".snapshot-12-x..y", ".snapshot-012-x", ".snapshot--5-x", ".snapshot-1.5-x",
            ".snapshot-12-x.json", ".snapshot-13-orphan.json", ".snapshot-12", ".snapshot-99999999999999999999-x",
        ];
        foreach (var other in others)
        {
            await File.WriteAllTextAsync(DatabasePath + other, "theirs");
        }

        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(DatabasePath)!, "other.db.snapshot-12-x"), "theirs");
        _ = Directory.CreateDirectory(DatabasePath + ".snapshot-14-folder");
        if (!OperatingSystem.IsWindows())
        {
            _ = File.CreateSymbolicLink(DatabasePath + ".snapshot-15-link", DatabasePath + "mine");
        }

        await File.WriteAllTextAsync(DatabasePath + ".snapshot-16-old", "ours");
        await File.WriteAllTextAsync(DatabasePath + ".snapshot-16-old.json", "ours");
        var before = Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(DatabasePath)!).ToHashSet();
        var report = await Store.Database.SnapshotAsync("new");

        Assert.Equal([DatabasePath + ".snapshot-16-old"], report.Deleted);
        Assert.Empty(report.Undeleted);
        before.ExceptWith(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(DatabasePath)!));
        Assert.Equal([DatabasePath + ".snapshot-16-old", DatabasePath + ".snapshot-16-old.json"], before.Order(StringComparer.Ordinal));
        Assert.Equal("theirs", await File.ReadAllTextAsync(DatabasePath + "mine"));
    }

    [Fact]
    public async Task A_clock_that_went_back_does_not_cost_the_newest_copy()
    {
        await ReopenAsync(keep: 1);
        var first = (await Store.Database.SnapshotAsync("x")).Path;
        Clock.Advance(-100);
        var second = (await Store.Database.SnapshotAsync("x")).Path;

        Assert.Equal([Path.GetFileName(second)], Snapshots);
        Assert.NotEqual(first, second);
    }

    protected override void Configure(SqliteOptions options) => options.SnapshotsToKeep = _keep;

    async Task ReopenAsync(int keep)
    {
        _keep = keep;
        await DisposeAsync();
        await InitializeAsync();
    }

    async Task FillAsync(int megabytes)
    {
        for (var i = 0; i < megabytes; i++)
        {
            var batch = new StoreBatch();
            for (var j = 0; j < 10; j++)
            {
                batch.PutSession(string.Create(CultureInfo.InvariantCulture, $"{i}.{j}"), Sample.Blob(104_000, i));
            }

            await Store.CommitAsync(batch);
        }
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(condition());
    }

    sealed class Progress(Action<SnapshotProgress> report) : IProgress<SnapshotProgress>
    {
        public void Report(SnapshotProgress value) => report(value);
    }
}
