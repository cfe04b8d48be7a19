using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

public abstract class CommitContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Signal_changes_in_any_number_are_applied(int size)
    {
        var batch = new StoreBatch();
        for (var i = 0; i < size; i++)
        {
            await Store.PutSessionAsync($"old{i}", Sample.Blob(4, i));
            await Store.PutIdentityAsync($"old{i}", Sample.Key(i));
            await Store.PutSenderKeyAsync($"old{i}", Sample.Blob(4, i));
            await Store.StorePreKeyAsync((uint)i, Sample.Blob(4, i), uploaded: true);
            batch.PutSession($"new{i}", BitConverter.GetBytes(i));
            batch.DeleteSession($"old{i}");
            batch.PutIdentity($"new{i}", Sample.Key(i));
            batch.DeleteIdentity($"old{i}");
            batch.PutSenderKey($"new{i}", BitConverter.GetBytes(i));
            batch.DeleteSenderKey($"old{i}");
            batch.ConsumePreKey((uint)i);
        }

        await Store.CommitAsync(batch);

        var added = Sample.Many(size, i => $"new{i}");
        var removed = Sample.Many(size, i => $"old{i}");
        var sessions = await Store.GetSessionsAsync(added);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(BitConverter.GetBytes(i), sessions[$"new{i}"]));
        Assert.Equal(size, (await Store.LoadIdentitiesAsync(added)).Count);
        Assert.Equal(size, (await Store.GetSenderKeysAsync(added)).Count);
        Assert.Empty(await Store.GetSessionsAsync(removed));
        Assert.Empty(await Store.LoadIdentitiesAsync(removed));
        Assert.Empty(await Store.GetSenderKeysAsync(removed));
        Assert.Empty(await Store.LoadPreKeysAsync(Sample.Many(size, i => (uint)i)));
    }

    [Fact]
    public async Task Of_several_changes_of_one_address_the_last_wins()
    {
        await Store.PutSessionAsync("deleted then put", Sample.Blob(4, 1));
        await Store.PutSessionAsync("put then deleted", Sample.Blob(4, 1));
        var batch = new StoreBatch();
        batch.DeleteSession("deleted then put");
        batch.PutSession("deleted then put", Sample.Blob(4, 2));
        batch.PutSession("put then deleted", Sample.Blob(4, 3));
        batch.DeleteSession("put then deleted");
        await Store.CommitAsync(batch);

        Assert.Equal(Sample.Blob(4, 2), await Store.GetSessionAsync("deleted then put"));
        Assert.Null(await Store.GetSessionAsync("put then deleted"));
    }

    [Fact]
    public async Task Added_changes_run_last_in_order_and_read_what_came_before()
    {
        await Store.StorePreKeyAsync(7, Sample.Blob(4, 1), uploaded: true);
        var seen = new List<string>();
        var batch = new StoreBatch();
        batch.Add(async (unit, token) =>
        {
            seen.Add($"session {await unit.HasSessionAsync("a", token)}, pre-key {await unit.LoadPreKeyAsync(7, token) is not null}");
            await unit.PutSenderKeyAsync("k", Sample.Blob(4, 1), token);
        });
        batch.Add(async (unit, token) =>
        {
            seen.Add($"sender key {await unit.GetSenderKeyAsync("k", token) is not null}");
            await unit.PutSenderKeyAsync("k", Sample.Blob(4, 2), token);
        });
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.ConsumePreKey(7);
        await Store.CommitAsync(batch);

        Assert.Equal(["session True, pre-key False", "sender key True"], seen);
        Assert.Equal(Sample.Blob(4, 2), await Store.GetSenderKeyAsync("k"));
    }

    [Fact]
    public async Task A_batch_is_cleared_and_used_again()
    {
        var batch = new StoreBatch { Synced = true };
        batch.PutSession("a", Sample.Blob(4, 1));
        await Store.CommitAsync(batch);
        await Store.DeleteSessionAsync("a");
        batch.Clear();
        batch.PutSession("b", Sample.Blob(4, 2));
        await Store.CommitAsync(batch);

        Assert.Null(await Store.GetSessionAsync("a"));
        Assert.Equal(Sample.Blob(4, 2), await Store.GetSessionAsync("b"));
    }

    [Fact]
    public async Task Committing_a_batch_twice_gives_the_same()
    {
        await Store.StorePreKeyAsync(1, Sample.Blob(4, 1), uploaded: true);
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.DeleteSession("b");
        batch.ConsumePreKey(1);
        batch.ConsumePreKey(1);
        batch.SetSenderKeyStatus("g", Sample.Of(new SenderKeyDevice("d", true)));
        await Store.CommitAsync(batch);
        await Store.CommitAsync(batch);

        Assert.Equal(Sample.Blob(4, 1), await Store.GetSessionAsync("a"));
        Assert.Null(await Store.LoadPreKeyAsync(1));
        Assert.Equal([new SenderKeyDevice("d", true)], await Store.GetSenderKeyDevicesAsync("g"));
    }

    [Fact]
    public async Task The_riders_do_what_they_are_named_after()
    {
        var batch = new StoreBatch();
        batch.StoreSentMessage("c", "m", Sample.Blob(4, 2));
        batch.PutMsgSecrets(Sample.Of(new MsgSecretEntry("c", "s", "m", Sample.Key(4), 0, 0)));
        batch.SetSenderKeyStatus("g", Sample.Of(new SenderKeyDevice("d", true)));
        batch.CommitPatch("regular", Sample.State(2), default, Sample.Of(Sample.Mac(1)));
        batch.StorePreKeys(Sample.Of(new PreKeyEntry(8, Sample.Blob(4, 3))), uploaded: false);
        batch.SaveDevice(DeviceRecord.NewFrom(Sample.Keys(60), Clock));
        await Store.CommitAsync(batch);

        Assert.Equal(Sample.Blob(4, 2), await Store.TakeSentMessageAsync("c", "m"));
        Assert.Equal(Sample.Key(4).ToArray(), await Store.GetMsgSecretAsync("c", "s", "m"));
        Assert.Equal([new SenderKeyDevice("d", true)], await Store.GetSenderKeyDevicesAsync("g"));
        Assert.Equal(Sample.State(2), await Store.GetVersionAsync("regular"));
        Assert.Equal(Sample.Blob(32, 1), await Store.GetMutationMacAsync("regular", Sample.Key(1)));
        Assert.Equal(Sample.Blob(4, 3), await Store.LoadPreKeyAsync(8));
        Assert.Equal(DeviceRecord.NewFrom(Sample.Keys(60), Clock), await Store.LoadAsync());
    }

    [Fact]
    public async Task A_cancelled_commit_changes_nothing()
    {
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(batch, Sample.Cancelled));

        Assert.Null(await Store.GetSessionAsync("a"));
        await Store.CommitAsync(batch);
        Assert.NotNull(await Store.GetSessionAsync("a"));
    }

    [Fact]
    public async Task An_exception_of_a_change_reaches_the_caller_and_the_store_goes_on()
    {
        var batch = new StoreBatch();
        batch.Add(static (_, _) => throw new InvalidDataException("from the change"));
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(async () => await Store.CommitAsync(batch));

        Assert.Equal("from the change", thrown.Message);
        await Store.PutSessionAsync("a", Sample.Blob(4, 1));
        Assert.NotNull(await Store.GetSessionAsync("a"));
    }
}
