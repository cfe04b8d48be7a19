using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>Every access to the disk and to its locks made to fail once, below SQLite: it does then what it does, and the store what it must.</summary>
public sealed class DiskTests(ITestOutputHelper output) : FaultTest
{
    static readonly (string Name, Func<SqliteStore, ValueTask> Run)[] s_operations =
    [
        ("commit", static store => store.CommitAsync(Batch(synced: false))),
        ("synced commit", static store => store.CommitAsync(Batch(synced: true))),
        ("many pages", static store => store.PutSessionsAsync(Enumerable.Range(0, 40).Select(static i => new RecordEntry($"{i}", Sample.Blob(4000, i))).ToArray())),
        ("reads", static async store =>
        {
            _ = await store.GetSessionsAsync(Enumerable.Range(0, 600).Select(static i => $"{i}").ToArray());
            await using var view = await store.OpenSnapshotAsync();
            _ = await view.LoadAsync();
        }),
        ("remove", static store => store.RemoveAsync(1)),
    ];

    public static TheoryData<string, bool> Operations
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var (name, _) in s_operations)
            {
                data.Add(name, true);
                data.Add(name, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_open_store_is_whole_or_undone(string name, bool isFull)
    {
        FaultVfs.Register();
        var run = s_operations.Single(operation => operation.Name == name).Run;
        var template = NewPath();
        await using (var store = await SqliteStore.OpenAsync(template, Options()))
        {
            await FilledAccount.FillAsync(store);
        }

        string before, after;
        await using (var store = await SqliteStore.OpenAsync(Copy(template), Options()))
        {
            before = await FilledAccount.DescribeAsync(store);
            await run(store);
            after = await FilledAccount.DescribeAsync(store);
        }

        for (var nth = 1; ; nth++)
        {
            var path = Copy(template);
            Exception? thrown;
            await using (var store = await SqliteStore.OpenAsync(FaultVfs.UriOf(path), Options()))
            {
                FaultVfs.Arm(nth, isFull);
                thrown = await Record.ExceptionAsync(async () => await run(store));
                FaultVfs.Disarm();
                output.WriteLine($"{nth}, {FaultVfs.Struck}, {FaultVfs.Code}: {thrown?.GetType().Name} {thrown?.Message}");
                Check(thrown, StoreErrorKind.Database, StoreErrorKind.Connection, StoreErrorKind.RetriesExhausted);
                AssertSound(path);
                Assert.Equal(thrown is null ? after : before, await FilledAccount.DescribeAsync(store));
                await store.PutSessionAsync("after", Sample.Blob(7, nth));
                Assert.Equal(Sample.Blob(7, nth), await store.GetSessionAsync("after"));
            }

            AssertNothingOpen();
            AssertSound(path);
            File.Delete(path);
            if (FaultVfs.Struck is null)
            {
                Assert.NotEqual(1, nth);
                return;
            }
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task An_open_can_be_repeated(bool isNew, bool isFull)
    {
        FaultVfs.Register();
        using var golden = Golden.Unpack(GoldenStage.Migration14);
        var template = isNew ? null : golden.StorePath;
        var stride = IsFullRun ? 1 : 5;
        for (var nth = 1; ; nth += stride)
        {
            var path = template is null ? NewPath() : Copy(template);
            FaultVfs.Arm(nth, isFull);
            var thrown = await Record.ExceptionAsync(async () => await (await SqliteStore.OpenAsync(FaultVfs.UriOf(path), Options())).DisposeAsync());
            FaultVfs.Disarm();
            output.WriteLine($"{nth}, {FaultVfs.Struck}, {FaultVfs.Code}: {thrown?.GetType().Name} {thrown?.Message}");
            AssertNothingOpen();
            Check(thrown, StoreErrorKind.Connection, StoreErrorKind.Migration, StoreErrorKind.RetriesExhausted);
            await using (var store = await SqliteStore.OpenAsync(path, Options()))
            {
                Assert.Equal(isNew ? 0 : 2, (await store.ListDevicesAsync()).Count);
            }

            AssertSound(path);
            File.Delete(path);
            if (FaultVfs.Struck is null)
            {
                Assert.NotEqual(1, nth);
                return;
            }
        }
    }

    static void Check(Exception? thrown, params StoreErrorKind[] kinds)
    {
        if (thrown is null)
        {
            return;
        }

        var failure = Assert.IsType<StoreException>(thrown);
        Assert.Contains(failure.Kind, kinds);
        // SQLite may say it in its own words: a read that failed while it recovers a log is one that cannot be opened.
        Assert.NotNull(failure.SqliteErrorCode);
    }

    static StoreBatch Batch(bool synced)
    {
        var batch = new StoreBatch { Synced = synced };
        batch.PutSession(FilledAccount.Address, Sample.Blob(6000, 2));
        batch.PutIdentity(FilledAccount.Address, Sample.Key(9));
        batch.DeleteSenderKey(FilledAccount.SenderKeyName);
        batch.StoreSentMessage(FilledAccount.Chat, FilledAccount.Id, Sample.Blob(40, 4));
        return batch;
    }
}
