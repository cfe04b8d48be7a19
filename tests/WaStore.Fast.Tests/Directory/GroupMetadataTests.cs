using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Queries, patches and the stored blob (spec/caches.md 8, 11.13).</summary>
public sealed class GroupMetadataTests
{
    const string Group = "120363000000000001@g.us";

    [Fact]
    public async Task A_group_is_asked_for_once_stored_and_then_the_same_object()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var first = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        Assert.Same(first, await harness.Groups.GetAsync(Group, Unexpected));
        Assert.NotNull(await harness.Store.GetGroupMetadataAsync(Group));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutGroupMetadataAsync)));
    }

    [Fact]
    public async Task What_is_stored_is_told_to_the_server_and_kept_when_nothing_changed()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var before = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        harness.Open();
        var after = await harness.Groups.GetAsync(Group, (query, _) =>
        {
            Assert.Equal(before.ComputePhash(), query.Phash);
            return new(GroupAnswer.NotModified);
        });

        Assert.Equal(before.Participants, after.Participants);
        Assert.Same(after, await harness.Groups.FindAsync(Group));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutGroupMetadataAsync)));
        Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(() =>
            harness.Groups.GetAsync("2@g.us", (_, _) => new(GroupAnswer.NotModified)).AsTask())).Kind);
    }

    [Fact]
    public async Task Many_who_ask_share_one_query_and_its_refusal_and_the_next_one_asks_anew()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var answer = new TaskCompletionSource<GroupAnswer>();
        var queries = 0;
        async ValueTask<GroupAnswer> Ask(GroupQuery query, CancellationToken token)
        {
            _ = Interlocked.Increment(ref queries);
            return await answer.Task;
        }

        var asks = Enumerable.Range(0, 8).Select(_ => harness.Groups.GetAsync(Group, Ask).AsTask()).ToArray();
        answer.SetException(new InvalidOperationException("refused"));
        foreach (var ask in asks)
        {
            _ = await Assert.ThrowsAsync<InvalidOperationException>(() => ask);
        }

        Assert.Equal(1, queries);
        _ = await harness.Groups.GetAsync(Group, Answer("1"));
    }

    [Fact]
    public async Task A_leader_that_leaves_takes_nobody_along_and_when_all_left_the_query_ends()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var answer = new TaskCompletionSource<GroupAnswer>();
        using var leader = new CancellationTokenSource();
        var first = harness.Groups.GetAsync(Group, (_, _) => new(answer.Task), leader.Token).AsTask();
        var second = harness.Groups.GetAsync(Group, Unexpected).AsTask();
        await leader.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(GroupAnswer.Of(GroupInfoTests.Pn("1")));
        Assert.True((await second).Contains("1"));

        using var alone = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        var left = harness.Groups.GetAsync("2@g.us", async (_, token) =>
        {
            using var registration = token.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return GroupAnswer.NotModified;
        }, alone.Token).AsTask();
        await alone.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await ended.Task.WaitAsync(Harness.Patience);
        _ = await harness.Groups.GetAsync("2@g.us", Answer("1"));
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_what_is_known()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var known = await harness.Groups.GetAsync(Group, Answer("1"));
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Groups.RefreshAsync(Group, (_, _) => throw new InvalidOperationException()).AsTask());
        Assert.Same(known, await harness.Groups.FindAsync(Group));
        Assert.True((await harness.Groups.RefreshAsync(Group, Answer("1", "7"))).Contains("7"));
        Assert.True((await harness.Groups.FindAsync(Group))!.Contains("7"));
    }

    [Fact]
    public async Task A_patch_changes_cache_and_blob_and_without_a_cached_group_drops_both()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        _ = await harness.Groups.AddParticipantsAsync(Group, [Participant("3")]);
        _ = await harness.Groups.RemoveParticipantsAsync(Group, ["1"]);
        Assert.Equal(["2", "3"], Users(await harness.Groups.FindAsync(Group)));
        // Nobody new: nothing is written.
        _ = await harness.Groups.AddParticipantsAsync(Group, [Participant("3")]);
        Assert.Equal(3, harness.Steering.CountOf(nameof(IBackend.PutGroupMetadataAsync)));

        harness.Open();
        var known = await harness.Groups.GetAsync(Group, (_, _) => new(GroupAnswer.NotModified));
        Assert.Equal(["2", "3"], Users(known));

        harness.Open();
        Assert.Null(await harness.Groups.AddParticipantsAsync(Group, [Participant("4")]));
        Assert.Null(await harness.Store.GetGroupMetadataAsync(Group));
    }

    [Fact]
    public async Task Of_our_own_changes_only_those_count_that_the_server_took()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        _ = await harness.Groups.ApplyAddAsync(Group, [new(Participant("3"), 200), new(Participant("4"), 403)]);
        Assert.Equal(["1", "2", "3"], Users(await harness.Groups.ApplyRemoveAsync(Group, [new(Participant("1"), 404)])));
        Assert.Equal(["2", "3"], Users(await harness.Groups.ApplyRemoveAsync(Group, [new(Participant("1"), 200), new(Participant("2"), 500)])));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("remove")]
    [InlineData("invalidate")]
    public async Task A_query_does_not_undo_what_happened_meanwhile(string what)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        var answer = new TaskCompletionSource<GroupAnswer>();
        var refresh = harness.Groups.RefreshAsync(Group, (_, _) => new(answer.Task)).AsTask();
        switch (what)
        {
            case "add":
                _ = await harness.Groups.AddParticipantsAsync(Group, [Participant("3")]);
                break;
            case "remove":
                _ = await harness.Groups.RemoveParticipantsAsync(Group, ["2"]);
                break;
            default:
                await harness.Groups.InvalidateAsync(Group);
                break;
        }

        answer.SetResult(GroupAnswer.Of(GroupInfoTests.Pn("1", "2")));
        _ = await refresh;
        string[]? expected = what switch { "add" => ["1", "2", "3"], "remove" => ["1"], _ => null };
        Assert.Equal(expected, await harness.Groups.FindAsync(Group) is { } found ? Users(found) : null);
        harness.Open();
        var stored = await Record.ExceptionAsync(() => harness.Groups.GetAsync(Group, (_, _) => new(GroupAnswer.NotModified)).AsTask());
        Assert.Equal(expected is null, stored is StoreException);
        Assert.Equal(expected, await harness.Groups.FindAsync(Group) is { } again ? Users(again) : null);
    }

    [Fact]
    public async Task A_patch_that_the_store_fails_to_take_is_not_cached_either()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        harness.Steering.FailNext(nameof(IBackend.PutGroupMetadataAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Groups.RemoveParticipantsAsync(Group, ["2"]).AsTask());
        Assert.Null(await harness.Groups.FindAsync(Group));
        harness.Steering.FailNext(nameof(IBackend.DeleteGroupMetadataAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Groups.InvalidateAsync(Group).AsTask());
    }

    [Fact]
    public async Task Patches_at_the_same_time_lose_none()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Groups.GetAsync(Group, Answer("1"));
        _ = await Task.WhenAll(Enumerable.Range(10, 50).Select(i => Task.Run(async () => await harness.Groups.AddParticipantsAsync(Group, [Participant($"{i}")]))));
        Assert.Equal(51, (await harness.Groups.FindAsync(Group))!.Participants.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1@lid")]
    [InlineData("no group")]
    public async Task What_is_no_group_is_refused(string group)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(() => harness.Groups.GetAsync(group, Unexpected).AsTask())).Kind);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Groups.InvalidateAsync(group).AsTask());
    }

    [Fact]
    public async Task A_custom_store_holds_the_groups()
    {
        var store = new Caching.DictionaryCacheStore();
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { CacheStores = CacheStores.All(store) });
        _ = await harness.Groups.GetAsync(Group, Answer("1", "2"));
        harness.Open();
        Assert.Equal(["1", "2"], Users(await harness.Groups.GetAsync(Group, Unexpected)));
        _ = await harness.Groups.RemoveParticipantsAsync(Group, ["2"]);
        harness.Open();
        Assert.Equal(["1"], Users(await harness.Groups.FindAsync(Group)));
        await store.SetAsync(CacheNamespaces.Group, Group, "{}"u8.ToArray(), null);
        Assert.Null(await harness.Groups.FindAsync(Group));
    }

    static Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> Answer(params string[] users) =>
        (_, _) => new(GroupAnswer.Of(GroupInfoTests.Pn(users)));

    static ValueTask<GroupAnswer> Unexpected(GroupQuery query, CancellationToken token) => throw new InvalidOperationException("nobody should have asked");

    static GroupParticipant Participant(string user) => new(new Jid(user, JidServers.PhoneNumber));

    static string[] Users(GroupInfo? group) => [.. group!.Participants.Select(jid => jid.User)];
}
