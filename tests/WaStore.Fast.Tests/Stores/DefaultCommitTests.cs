using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

/// <summary>The commit of a backend without transactions.</summary>
public sealed class DefaultCommitTests
{
    [Fact]
    public async Task The_batch_forms_are_called_in_the_documented_order()
    {
        var calls = new List<string>();
        var backend = Recorder.Of(calls);
        var batch = new StoreBatch();
        batch.Add((_, _) => Note(calls, "first change"));
        batch.Add((_, _) => Note(calls, "second change"));
        batch.ConsumePreKey(1);
        batch.DeleteSenderKey("a");
        batch.PutSenderKey("b", default);
        batch.DeleteIdentity("a");
        batch.PutIdentity("b", default);
        batch.DeleteSession("a");
        batch.PutSession("b", default);
        await backend.CommitAsync(batch);

        Assert.Equal(
            [
                "PutSessionsAsync", "DeleteSessionsAsync", "PutIdentitiesAsync", "DeleteIdentitiesAsync", "PutSenderKeysAsync", "DeleteSenderKeysAsync",
                "RemovePreKeysAsync", "first change", "second change",
            ],
            calls);
    }

    [Fact]
    public async Task It_stops_at_the_first_error_keeps_what_came_before_and_can_be_repeated()
    {
        IBackend backend = new RequiredMembers.RequiredMembersBackend(new FakeTime());
        var fails = true;
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.Add((_, _) => fails ? throw StoreException.Database("refused") : ValueTask.CompletedTask);
        batch.Add(static (unit, token) => unit.PutIdentityAsync("late", default, token));

        await Assert.ThrowsAsync<StoreException>(async () => await backend.CommitAsync(batch));
        Assert.True(await backend.HasSessionAsync("a"));
        Assert.Null(await backend.LoadIdentityAsync("late"));

        fails = false;
        await backend.CommitAsync(batch);
        Assert.NotNull(await backend.LoadIdentityAsync("late"));
    }

    [Fact]
    public async Task A_cancelled_token_keeps_it_from_calling_anything()
    {
        var calls = new List<string>();
        var backend = Recorder.Of(calls);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await backend.CommitAsync(new StoreBatch(), Sample.Cancelled));
        Assert.Empty(calls);
    }

    [Fact]
    public async Task Cancelling_between_changes_stops_it()
    {
        IBackend backend = new RequiredMembers.RequiredMembersBackend(new FakeTime());
        using var source = new CancellationTokenSource();
        var ran = false;
        var batch = new StoreBatch();
        batch.Add(async (_, _) => await source.CancelAsync());
        batch.Add((_, _) =>
        {
            ran = true;
            return ValueTask.CompletedTask;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await backend.CommitAsync(batch, source.Token));
        Assert.False(ran);
    }

    static ValueTask Note(List<string> calls, string call)
    {
        calls.Add(call);
        return ValueTask.CompletedTask;
    }
}
