using System.Buffers.Binary;
using WaStore.Fast.CrashHost;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Signal.PowerCut;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Samples;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>The WAL of one large flush, cut at every frame and inside every frame, and opened by another library and by this one.</summary>
[Collection(RecordingVfs.Collection)]
public sealed class WalCutTests(ITestOutputHelper output) : IDisposable
{
    const int WalHeader = 32;
    const int FrameHeader = 24;
    const int PageSizeOffset = 8;
    const string Rows =
        "SELECT group_concat(line, ' ') FROM (SELECT address || hex(record) AS line FROM sessions UNION ALL SELECT address || hex(key) FROM identities "
        + "UNION ALL SELECT address || hex(record) FROM sender_keys UNION ALL SELECT 'pre-key ' || id FROM prekeys UNION ALL SELECT id || hex(message) FROM pending_inbound_messages ORDER BY 1)";

    readonly Engine.TempFolder _folder = new();

    public void Dispose()
    {
        RecordingVfs.Log = null;
        _folder.Delete();
    }

    [Fact]
    public async Task A_flush_of_200_rows_is_there_whole_or_not_at_all()
    {
        var path = _folder.File("cut.db");
        await FillAsync(path);
        var (file, wal, began) = await FlushAsync(path);
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(wal.AsSpan(PageSizeOffset));
        var frame = FrameHeader + page;
        Assert.Equal(0, (wal.Length - WalHeader) % frame);
        var before = Content(file, wal.AsSpan(0, began));
        var after = Content(file, wal);
        Assert.NotEqual(before, after);

        var random = new Random(5);
        var cuts = 0;
        for (var end = Math.Max(began, WalHeader); end < wal.Length; end += frame)
        {
            foreach (var cut in new[] { end, end + random.Next(1, frame) })
            {
                cuts++;
                Assert.True(before == Content(file, wal.AsSpan(0, cut)), $"cut to {cut} of {wal.Length} bytes, and something of the flush is there");
                Assert.False(await HasSessionAsync(file, wal[..cut]));
            }
        }

        output.WriteLine($"{(wal.Length - began) / frame} frames, cut {cuts} times: nothing; whole: everything");
        Assert.Equal(after, Content(file, wal));
        Assert.True(await HasSessionAsync(file, wal));
        Assert.True(cuts > 60);
    }

    /// <summary>The bytes of the file and of its log after a flush, and how many of the log were there before. Taken from what was written, not read from the open files.</summary>
    static async Task<(byte[] File, byte[] Wal, int Began)> FlushAsync(string path)
    {
        var (disk, log) = (new Disk(), new DiskLog());
        disk.Put(path, await File.ReadAllBytesAsync(path));
        RecordingVfs.Log = log;
        var began = 0;
        byte[] file, wal;
        await using (var store = await SqliteStore.OpenAsync(RecordingVfs.UriOf(path), new SqliteOptions { CheckpointIdle = TimeSpan.FromHours(1), CheckpointGap = TimeSpan.FromMinutes(1) }))
        {
            await using var cache = await SignalCaches.OpenAsync(store, SignalCaches.Quiet);
            await WriteAsync(cache);
            began = WalOf(disk, log, path).Length;
            var riders = new StoreBatch();
            riders.StorePendingInbound("chat", "sender", "received", new byte[900]);
            await cache.FlushAsync(riders);
            Assert.True(cache.Health.FlushedRows >= 200);
            wal = WalOf(disk, log, path);
            file = disk.AfterCut(CutKind.Everything, new Random(0))[path];
            // What closing does is none of the flush.
            RecordingVfs.Log = null;
        }

        return (file, wal, began);
    }

    static byte[] WalOf(Disk disk, DiskLog log, string path)
    {
        foreach (var happened in log.Take())
        {
            disk.Apply(happened);
        }

        return disk.AfterCut(CutKind.Everything, new Random(0)).GetValueOrDefault(path + "-wal", []);
    }

    static async Task WriteAsync(SignalStoreCache<SessionRecord, SenderKeyRecord> cache)
    {
        for (var i = 0; i < 80; i++)
        {
            var session = StormRecords.NewSession(null, (uint)i);
            for (var archived = 0; archived < 5; archived++)
            {
                session = StormRecords.NewSession(session, (uint)i);
            }

            await cache.PutSessionAsync(Address(i), session.TakeSendingCounter(out _));
            _ = await cache.PutIdentityAsync(Address(i), StormRecords.Identity((uint)i));
            cache.ConsumePreKey((uint)i + 1, Address(i));
        }

        for (var i = 0; i < 40; i++)
        {
            await cache.PutSenderKeyAsync(Name(i), StormRecords.NewSenderKey(null, (uint)i).TakeSendingIteration(out _));
            await cache.DeleteSessionAsync(Address(1_000 + i));
        }
    }

    static async Task FillAsync(string path)
    {
        await using var store = await SqliteStore.OpenAsync(path);
        await store.StorePreKeysAsync(Enumerable.Range(1, 80).Select(static id => new PreKeyEntry((uint)id, new byte[74])).ToArray(), uploaded: true);
        await store.PutSessionsAsync(Enumerable.Range(1_000, 40).Select(static i => new RecordEntry(Address(i).Text, SampleSession.Current(SampleSession.State(0)))).ToArray());
    }

    /// <summary>Every row, as Microsoft.Data.Sqlite recovers it.</summary>
    string Content(byte[] file, ReadOnlySpan<byte> wal)
    {
        using var witness = new WitnessConnection(Left(file, wal));
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        return witness.QueryTexts(Rows).Single();
    }

    /// <summary>And whether this library finds the first session of the flush.</summary>
    async Task<bool> HasSessionAsync(byte[] file, byte[] wal)
    {
        await using var store = await SqliteStore.OpenAsync(Left(file, wal), new SqliteOptions { Synchronous = SynchronousMode.Off });
        return await store.HasSessionAsync(Address(0).Text);
    }

    string Left(byte[] file, ReadOnlySpan<byte> wal)
    {
        var path = _folder.File("left.db");
        File.Delete(path + "-shm");
        File.WriteAllBytes(path, file);
        File.WriteAllBytes(path + "-wal", wal.ToArray());
        return path;
    }

    static SignalAddress Address(int number) => CacheTest.Address(number);

    static SenderKeyName Name(int number) => CacheTest.Name(number);
}
