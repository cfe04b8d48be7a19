using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>What a change of a batch may do, and what it may not.</summary>
public sealed class UnitOfWorkTests : StoreTest
{
    [Fact]
    public async Task A_bot_writes_its_own_table_in_the_same_transaction_and_reads_it_back()
    {
        await CreateBotTableAsync();
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.AddStatements<BotStatements>(static statements => statements.Add("1", "one"));
        batch.AddStatements<BotStatements, string>("two", static (statements, note) => statements.Add("2", note));
        batch.Add(static async (unit, token) =>
        {
            Assert.Equal("one", unit.Statements<BotStatements>().Find("1"));
            Assert.True(await unit.HasSessionAsync("a", token));
        });
        var before = Store.Database.Counters;
        await Store.CommitAsync(batch);

        Assert.Equal(1, (Store.Database.Counters - before).Transactions);
        Assert.Equal("one", await Store.ReadAsync<BotStatements, string?>(static statements => statements.Find("1")));
        Assert.Equal("two", await Store.ReadAsync<BotStatements, string, string?>("2", static (statements, id) => statements.Find(id)));
        await using var view = (SqliteSnapshot)await Store.OpenSnapshotAsync();
        Assert.Equal("one", await view.ReadAsync<BotStatements, string?>(static statements => statements.Find("1")));
    }

    [Fact]
    public async Task A_failing_statement_of_the_bot_undoes_the_stores_part_too()
    {
        await CreateBotTableAsync();
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.AddStatements<BotStatements>(static statements => statements.Add("1", "one"));
        batch.AddStatements<BotStatements>(static statements => statements.Add("1", "again"));

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.CommitAsync(batch));

        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        Assert.False(await Store.HasSessionAsync("a"));
        Assert.Null(await Store.ReadAsync<BotStatements, string?>(static statements => statements.Find("1")));
    }

    [Fact]
    public async Task A_write_through_a_read_is_refused()
    {
        await CreateBotTableAsync();

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.ReadAsync<BotStatements, int>(static statements =>
        {
            statements.Add("1", "one");
            return 0;
        }));

        Assert.Equal(8, thrown.SqliteErrorCode & 0xFF);
    }

    [Fact]
    public async Task Waiting_for_something_else_is_refused_and_undone()
    {
        var abandoned = new TaskCompletionSource();
        var later = new TaskCompletionSource<Exception?>();
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.Add(async (unit, token) =>
        {
            await unit.PutSessionAsync("b", Sample.Blob(4, 1), token);
            await abandoned.Task.ConfigureAwait(false);
            later.SetResult(await Record.ExceptionAsync(async () => await unit.PutSessionAsync("c", Sample.Blob(4, 1), token)));
        });

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.CommitAsync(batch));
        abandoned.SetResult();

        Assert.IsType<InvalidOperationException>(await later.Task);
        Assert.Empty(await Store.GetSessionsAsync(Sample.Of("a", "b", "c")));
        await Store.PutSessionAsync("a", Sample.Blob(4, 2));
    }

    [Fact]
    public async Task It_is_over_with_its_change_and_belongs_to_its_thread()
    {
        IUnitOfWork? kept = null;
        Exception? elsewhere = null;
        var batch = new StoreBatch();
        batch.Add((unit, token) =>
        {
            kept = unit;
            var other = new Thread(() => elsewhere = Record.Exception(() => { _ = unit.Statements<BotStatements>(); }));
            other.Start();
            other.Join();
            return default;
        });
        await Store.CommitAsync(batch);

        Assert.IsType<InvalidOperationException>(elsewhere);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.GetSessionAsync("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.PutSessionAsync("a", default));
        Assert.Throws<InvalidOperationException>(() => kept!.Statements<BotStatements>());
    }

    [Fact]
    public async Task A_failed_write_dooms_the_commit_although_the_change_caught_it()
    {
        var second = Account(2);
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        // No device row: the foreign key refuses it.
        batch.Add(static async (unit, token) => _ = await Record.ExceptionAsync(async () => await unit.PutLidMappingsAsync(Sample.Many(3, Sample.Mapping), token)));

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await second.CommitAsync(batch));

        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        Assert.IsType<StoreException>(thrown.InnerException);
        Assert.False(await second.HasSessionAsync("a"));
    }

    [Fact]
    public async Task Statements_need_a_sqlite_store()
    {
        var combined = Backend.Combine(Store, Store, Store, Store, Account(1));
        var batch = new StoreBatch();
        batch.AddStatements<BotStatements>(static statements => statements.CreateTable());

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await combined.CommitAsync(batch));

        Assert.Equal(StoreErrorKind.Validation, thrown.Kind);
    }

    async Task CreateBotTableAsync()
    {
        var batch = new StoreBatch();
        batch.AddStatements<BotStatements>(static statements => statements.CreateTable());
        await Store.CommitAsync(batch);
    }
}
