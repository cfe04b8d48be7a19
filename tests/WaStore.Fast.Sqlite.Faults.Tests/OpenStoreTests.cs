using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>Every SQLite call of a commit, of single writes and of reads made to fail once, the first, the second ... until the operation succeeds untouched.</summary>
public sealed class OpenStoreTests(ITestOutputHelper output) : FaultTest
{
    static readonly string[] s_addresses = [.. Enumerable.Range(0, 600).Select(static i => $"{i}:1@lid.0")];

    static readonly (string Name, Func<SqliteStore, ValueTask> Run)[] s_operations =
    [
        ("commit", static store => store.CommitAsync(Batch(synced: false))),
        ("synced commit", static store => store.CommitAsync(Batch(synced: true))),
        ("read of two chunks", static async store => _ = await store.GetSessionsAsync(s_addresses)),
        ("write of two chunks", static store => store.DeleteSessionsAsync(s_addresses)),
        ("create account", static async store => _ = await store.Database.CreateAccountAsync(Sample.Keys(60))),
        ("snapshot", static async store =>
        {
            await using var view = await store.OpenSnapshotAsync();
            _ = await view.GetSessionAsync(FilledAccount.Address);
            _ = await view.LoadAsync();
        }),
        ("every read", static async store =>
        {
            foreach (var read in EveryRead.All.Where(static read => read.Name != nameof(IStoreReads.GetResourceReportAsync)))
            {
                _ = await read.RunAsync(store, CancellationToken.None);
            }
        }),
        .. EveryWrite.All.Where(static write => write.Name is not (nameof(IStoreWrites.MaintainAsync) or nameof(IStoreWrites.CreateAsync)))
            .DistinctBy(static write => write.Name)
            .Select(static write => ($"write {write.Name}", (Func<SqliteStore, ValueTask>)(store => write.RunAsync(store, 1, CancellationToken.None)))),
    ];

    public static TheoryData<string> Operations => [.. s_operations.Select(static operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Any_call_fails_once_and_the_operation_is_whole_or_undone(string name)
    {
        var run = s_operations.Single(operation => operation.Name == name).Run;
        var template = await FilledAsync();
        var (before, after) = await ExpectAsync(template, run);
        var failures = 0;
        for (var round = 0; round < Rounds; round++)
        {
            // Hundreds of calls that bind one id after another are all the same: outside the full run every seventh is enough.
            var stride = name.Contains("chunks", StringComparison.Ordinal) && !IsFullRun ? 7 : 1;
            for (var nth = 1; ; nth += stride)
            {
                var (code, rollsBack) = Kind(round, nth);
                var (thrown, told) = await FailAsync(template, run, nth, code, rollsBack);
                if (Fault.Struck is null)
                {
                    Assert.Null(thrown);
                    break;
                }

                failures += thrown is null ? 0 : 1;
                if (thrown is not null)
                {
                    _ = AssertHonest(thrown, code, StoreErrorKind.Database, StoreErrorKind.Connection, StoreErrorKind.RetriesExhausted);
                }

                var expected = thrown is null ? after : before;
                Assert.True(expected == told, $"call {nth} ({Fault.Struck}) with {code}: {(thrown is null ? "succeeded" : thrown.Message)}, and the account is not as it should be");
            }
        }

        Assert.NotEqual(0, failures);
    }

    /// <summary>One run with one failing call; answers what the operation threw and what the account holds afterwards.</summary>
    async Task<(Exception? Thrown, string Told)> FailAsync(string template, Func<SqliteStore, ValueTask> run, int nth, int code, bool rollsBack)
    {
        var path = Copy(template);
        Exception? thrown;
        string told;
        await using (var store = await SqliteStore.OpenAsync(path, Options()))
        {
            Fault.Arm(nth, code, rollsBack);
            thrown = await Record.ExceptionAsync(async () => await run(store));
            Fault.Disarm();
            output.WriteLine($"{nth}, {Fault.Struck}, {code}{(rollsBack ? " with a rollback" : "")}: {thrown?.GetType().Name} {thrown?.Message}");
            AssertSound(path);
            told = await DescribeAsync(store);
            // And it is still a store.
            await store.PutSessionAsync("after", Sample.Blob(7, nth));
            Assert.Equal(Sample.Blob(7, nth), await store.GetSessionAsync("after"));
        }

        AssertNothingOpen();
        AssertSound(path);
        File.Delete(path);
        return (thrown, told);
    }

    async Task<(string Before, string After)> ExpectAsync(string template, Func<SqliteStore, ValueTask> run)
    {
        await using var store = await SqliteStore.OpenAsync(Copy(template), Options());
        var before = await DescribeAsync(store);
        await run(store);
        return (before, await DescribeAsync(store));
    }

    static async Task<string> DescribeAsync(SqliteStore store) =>
        $"{await FilledAccount.DescribeAsync(store)}\n{(await store.GetSessionsAsync(s_addresses)).Count}\n{string.Join(' ', await store.ListDevicesAsync())}";

    async Task<string> FilledAsync()
    {
        var path = NewPath();
        await using var store = await SqliteStore.OpenAsync(path, Options());
        Assert.True(await store.ProvisionAsync(1, Sample.Keys(1)));
        await FilledAccount.FillAsync(store);
        await store.PutSessionsAsync(s_addresses.Select(static address => new RecordEntry(address, Sample.Blob(50, 1))).ToArray());
        return path;
    }

    static StoreBatch Batch(bool synced)
    {
        var batch = new StoreBatch { Synced = synced };
        batch.PutSession("new", Sample.Blob(60, 2));
        batch.DeleteSession(FilledAccount.Address);
        batch.PutIdentity("new", Sample.Key(9));
        batch.PutSenderKey("new", Sample.Blob(90, 3));
        batch.ConsumePreKey(3);
        batch.StoreSentMessage(FilledAccount.Chat, "new", Sample.Blob(40, 4));
        batch.StorePendingInbound(FilledAccount.Chat, FilledAccount.Chat, "new", Sample.Blob(40, 5));
        return batch;
    }
}
