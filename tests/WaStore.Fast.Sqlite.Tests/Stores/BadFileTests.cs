using System.Diagnostics;
using Microsoft.Data.Sqlite;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Tests.Engine;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Files that cannot be used, or not as they are: each is one clear error of the right kind, and nothing in it is touched.</summary>
public sealed class BadFileTests : IDisposable
{
    readonly Engine.TempFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Theory]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public async Task Noise_as_of_a_wrong_key_is_not_a_database(int length)
    {
        var path = _folder.File("noise.db");
        var noise = Sample.Blob(length, 7);
        await File.WriteAllBytesAsync(path, noise);

        var refused = await RefusedAsync(path, StoreErrorKind.Connection, ResultCode.NotADatabase);

        Assert.Contains("key is missing or wrong", refused.Message, StringComparison.Ordinal);
        Assert.Equal(noise, await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public async Task A_database_cut_short_is_an_error_at_open_or_at_the_row_and_never_an_empty_store()
    {
        var whole = await FilledAsync("whole.db");
        var bytes = await File.ReadAllBytesAsync(whole);
        var path = _folder.File("cut.db");
        // Only the first page; a page of the schema's missing; most of it there.
        foreach (var length in (int[])[4096, 20_000, bytes.Length / 2, bytes.Length - 4096])
        {
            await File.WriteAllBytesAsync(path, bytes[..length]);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            var thrown = await Record.ExceptionAsync(async () =>
            {
                await using var store = await SqliteStore.OpenAsync(path);
                _ = await FilledAccount.DescribeAsync(store);
            });
            var damaged = Assert.IsType<StoreException>(thrown);
            Assert.Equal((length, ResultCode.Corrupt), (length, ResultCode.Primary(damaged.SqliteErrorCode!.Value)));
            Assert.Contains(damaged.Kind, (StoreErrorKind[])[StoreErrorKind.Connection, StoreErrorKind.Database, StoreErrorKind.Migration]);
        }
    }

    [Fact]
    public async Task A_file_of_no_bytes_becomes_a_store()
    {
        var path = _folder.File("empty.db");
        await File.WriteAllBytesAsync(path, []);
        await using var store = await SqliteStore.OpenAsync(path);

        await store.PutSessionAsync("a", Sample.Blob(3, 1));
        Assert.NotNull(await store.GetSessionAsync("a"));
    }

    [Fact]
    public async Task A_pipe_is_refused_and_nobody_waits_for_it()
    {
        if (OperatingSystem.IsWindows())
        {
            // No named pipe stands in a folder there.
            return;
        }

        var path = _folder.File("pipe");
        using (var make = Process.Start("mkfifo", path))
        {
            await make.WaitForExitAsync();
        }

        var opening = Record.ExceptionAsync(async () => await (await SqliteStore.OpenAsync(path)).DisposeAsync());
        var refused = Assert.IsType<StoreException>(await opening.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(StoreErrorKind.Connection, refused.Kind);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task The_journal_of_a_dead_writer_is_rolled_back()
    {
        var path = _folder.File("live.db");
        var dead = _folder.File("dead.db");
        await using (var store = await SqliteStore.OpenAsync(path))
        {
            await FilledAccount.FillAsync(store);
        }

        using (var witness = new WitnessConnection(path))
        {
            witness.Execute("PRAGMA journal_mode=DELETE; PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN IMMEDIATE");
            witness.Execute("UPDATE sessions SET record = zeroblob(9); DELETE FROM identities; CREATE TABLE half(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO half SELECT zeroblob(1000) FROM n");
            // As the power cut finds it: some pages written, the journal there.
            File.Copy(path, dead);
            File.Copy(path + "-journal", dead + "-journal");
            witness.Execute("ROLLBACK");
        }

        Assert.InRange(new FileInfo(dead).Length, 1_000_000, long.MaxValue);
        await using (var recovered = await SqliteStore.OpenAsync(dead))
        await using (var expected = await SqliteStore.OpenAsync(path))
        {
            Assert.Equal(await FilledAccount.DescribeAsync(expected), await FilledAccount.DescribeAsync(recovered));
            Assert.Equal("wal", recovered.Database.JournalMode);
        }

        Assert.False(File.Exists(dead + "-journal"));
        using var sound = new WitnessConnection(dead);
        Assert.Equal(["ok"], sound.QueryTexts("PRAGMA integrity_check"));
        Assert.Equal(["0"], sound.QueryTexts("SELECT count(*) FROM sqlite_master WHERE name = 'half'"));
    }

    [Fact]
    public async Task Another_librarys_connection_of_this_process_on_the_same_copy_of_SQLite_is_a_neighbour()
    {
        var path = _folder.File("shared.db");
        await using var store = await SqliteStore.OpenAsync(path);
        using (var neighbour = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            neighbour.Open();
            for (var i = 0; i < 20; i++)
            {
                await store.PutSessionAsync("ours", BitConverter.GetBytes(i));
                using var command = neighbour.CreateCommand();
                command.CommandText = "CREATE TABLE IF NOT EXISTS theirs(a); INSERT INTO theirs VALUES (1); SELECT hex(record) FROM sessions WHERE address = 'ours'";
                Assert.Equal(Convert.ToHexString(BitConverter.GetBytes(i)), command.ExecuteScalar());
            }
        }

        // Its close dropped none of our locks: another process still finds the WAL in use.
        await store.PutSessionAsync("ours", Sample.Blob(5, 1));
        Assert.Equal(Sample.Blob(5, 1), await store.GetSessionAsync("ours"));
        Assert.True(File.Exists(path + "-wal"));
        using var witness = new WitnessConnection(path);
        Assert.Equal(["20"], witness.QueryTexts("SELECT count(*) FROM theirs"));
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
    }

    [UnprivilegedFact]
    public async Task A_folder_that_cannot_be_written_takes_no_new_file_and_no_log()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = await FilledAsync("store.db");
        File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            // The WAL cannot be made beside it.
            var refused = Assert.IsType<StoreException>(await Record.ExceptionAsync(async () => await (await SqliteStore.OpenAsync(path)).DisposeAsync()));
            Assert.Equal(StoreErrorKind.Connection, refused.Kind);
            var missing = Assert.IsType<StoreException>(await Record.ExceptionAsync(async () => await SqliteStore.OpenAsync(_folder.File("new.db"))));
            Assert.Equal(StoreErrorKind.Connection, missing.Kind);
            Assert.Contains("cannot be created", missing.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using var again = await SqliteStore.OpenAsync(path);
        Assert.NotNull(await again.GetSessionAsync(FilledAccount.Address));
    }

    [UnprivilegedFact]
    public async Task A_folder_that_becomes_unwritable_fails_the_snapshot_and_nothing_else()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = await FilledAsync("store.db");
        await using var store = await SqliteStore.OpenAsync(path);
        await store.PutSessionAsync("a", Sample.Blob(3, 1));
        File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var thrown = await Assert.ThrowsAsync<StoreException>(async () => await store.SnapshotAsync("x"));
            Assert.Equal(StoreErrorKind.Io, thrown.Kind);
            await store.PutSessionAsync("a", Sample.Blob(3, 2));
        }
        finally
        {
            File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal(Sample.Blob(3, 2), await store.GetSessionAsync("a"));
    }

    [TmpfsFact]
    public async Task A_full_disk_fails_one_write_and_loses_none()
    {
        using var disk = TmpfsFactAttribute.Mount(_folder.File("disk"), kilobytes: 3000);
        var path = Path.Combine(disk.Path, "full.db");
        var ballast = Path.Combine(disk.Path, "ballast");
        var acknowledged = 0;
        await using (var store = await SqliteStore.OpenAsync(path))
        {
            await File.WriteAllBytesAsync(ballast, new byte[600 << 10]);
            StoreException? full = null;
            while (full is null)
            {
                var batch = new StoreBatch();
                batch.PutSession($"s{acknowledged + 1}", Sample.Blob(20_000, 1));
                batch.PutSenderKey($"s{acknowledged + 1}", Sample.Blob(20_000, 2));
                try
                {
                    await store.CommitAsync(batch);
                    acknowledged++;
                }
                catch (StoreException exception)
                {
                    full = exception;
                }
            }

            Assert.Equal((StoreErrorKind.Database, ResultCode.Full), (full.Kind, ResultCode.Primary(full.SqliteErrorCode!.Value)));
            Assert.False(full.IsBusyOrLocked);
            Assert.InRange(acknowledged, 3, 200);
            // Reading goes on, the last batch is not there, and a snapshot fails without a trace.
            Assert.True(await store.HasSessionAsync($"s{acknowledged}"));
            Assert.False(await store.HasSessionAsync($"s{acknowledged + 1}"));
            Assert.Null(await store.GetSenderKeyAsync($"s{acknowledged + 1}"));
            var copy = await Assert.ThrowsAsync<StoreException>(async () => await store.SnapshotAsync("x"));
            Assert.Equal(ResultCode.Full, ResultCode.Primary(copy.SqliteErrorCode!.Value));
            Assert.Empty(Directory.GetFiles(disk.Path, "*.snapshot-*"));
            // Somebody makes room.
            File.Delete(ballast);
            await store.PutSessionAsync("after", Sample.Blob(20_000, 3));
        }

        using var witness = new WitnessConnection(path);
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        Assert.Equal([$"{acknowledged + 1}"], witness.QueryTexts("SELECT count(*) FROM sessions"));
        Assert.Equal([$"{acknowledged}"], witness.QueryTexts("SELECT count(*) FROM sender_keys"));
    }

    async Task<string> FilledAsync(string name)
    {
        var path = _folder.File(name);
        await using var store = await SqliteStore.OpenAsync(path);
        await FilledAccount.FillAsync(store);
        return path;
    }

    static async Task<StoreException> RefusedAsync(string path, StoreErrorKind kind, int code)
    {
        var refused = Assert.IsType<StoreException>(await Record.ExceptionAsync(async () => await SqliteStore.OpenAsync(path)));
        Assert.Equal((kind, code), (refused.Kind, ResultCode.Primary(refused.SqliteErrorCode!.Value)));
        return refused;
    }
}
