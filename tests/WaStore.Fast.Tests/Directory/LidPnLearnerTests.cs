using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Learning: what is written, in which order, and how often (spec/caches.md 6.5, 6.6, 11.11).</summary>
public sealed class LidPnLearnerTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    static readonly LidPnPair s_pair = new(Lid, Phone);

    [Fact]
    public async Task It_is_durable_and_moved_when_it_returns_in_the_order_of_the_specification()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        harness.Signal.Moves = true;
        await harness.StoreDevicesAsync(Phone, 0, 3);
        var learning = await harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage);

        Assert.Equal((1, true), (learning.Written, learning.HasMovedSessions));
        Assert.Empty(learning.AskUsync);
        Assert.Equal(new LidPnMapping(Lid, Phone, harness.Now, harness.Now, "peer_pn_message"), await harness.Store.GetLidMappingAsync(Lid));
        Assert.Equal([0u, 3u], DirectoryHarness.IdsOf(await harness.Store.GetDevicesAsync(Lid)));
        Assert.Null(await harness.Store.GetDevicesAsync(Phone));
        Assert.Equal([$"migrate {Phone} {Lid}"], harness.Signal.Calls);
        var calls = harness.Steering.Calls.ToList();
        Assert.True(calls.IndexOf(nameof(IBackend.PutLidMappingsAsync)) < calls.IndexOf(nameof(IBackend.CommitAsync)));
        Assert.Equal(0, harness.LidPn.PendingCount);
    }

    [Fact]
    public async Task A_known_pair_is_not_written_again()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        foreach (var source in Enum.GetValues<LearningSource>())
        {
            _ = await harness.Learner.LearnAsync(s_pair, source);
            Assert.Equal(FastLearning.Known, harness.Learner.LearnFast(s_pair, source));
        }

        harness.Open();
        Assert.Equal(0, (await harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage)).Written);
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutLidMappingsAsync)));
        _ = Assert.Single(harness.Signal.Calls);
    }

    [Fact]
    public async Task After_the_close_nothing_is_promised()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.Learner.DisposeAsync();

        Assert.Equal(FastLearning.Refused, harness.Learner.LearnFast(s_pair, LearningSource.PeerPnMessage));
        Assert.Equal(0, harness.LidPn.PendingCount);
    }

    [Fact]
    public async Task The_same_pair_learnt_by_many_at_once_is_written_and_moved_once()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var order = harness.Steering.Park(nameof(IBackend.PutLidMappingsAsync));
        var learnings = Enumerable.Range(0, 8).Select(_ => Task.Run(() => harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage).AsTask())).ToArray();
        await order.Reached;
        order.Release();

        Assert.Equal(1, (await Task.WhenAll(learnings)).Sum(learning => learning.Written));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutLidMappingsAsync)));
        _ = Assert.Single(harness.Signal.Calls);
    }

    [Fact]
    public async Task Observations_keep_what_is_known_and_ask_for_a_sync()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(s_pair, LearningSource.Usync);
        harness.Open();
        var other = new LidPnPair(Lid, "2");
        var learning = await harness.Learner.LearnAsync(new[] { other, new LidPnPair("3", "33") }, LearningSource.Other);

        Assert.Equal(1, learning.Written);
        Assert.Equal([other], learning.AskUsync);
        Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync(Lid));
        Assert.Equal(FastLearning.AskUsync, harness.Learner.LearnFast(other, LearningSource.Pairing));
        Assert.Equal(Phone, (await harness.Store.GetLidMappingAsync(Lid))!.PhoneNumber);

        harness.Tick();
        Assert.Equal(1, (await harness.Learner.LearnAsync(new LidPnPair("4", Phone), LearningSource.DeviceNotification)).Written);
        Assert.Equal("4", await harness.LidPn.GetLidAsync(Phone));
    }

    [Fact]
    public async Task A_directed_source_overwrites_a_conflicting_pair()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(s_pair, LearningSource.Usync);
        harness.Tick();
        _ = await harness.Learner.LearnAsync(new LidPnPair(Lid, "2"), LearningSource.PeerLidMessage);

        Assert.Equal("2", await harness.LidPn.GetPhoneNumberAsync(Lid));
        Assert.Null(await harness.LidPn.GetLidAsync(Phone));
        harness.Open();
        Assert.Null(await harness.LidPn.GetLidAsync(Phone));
    }

    [Fact]
    public async Task A_stale_source_seeds_an_empty_cache_and_never_outranks_a_fresh_one()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(new LidPnPair("1", Phone), LearningSource.MigrationSyncOld);
        Assert.Equal(("1", 0L), (await harness.LidPn.GetLidAsync(Phone), (await harness.LidPn.GetByLidAsync("1"))!.CreatedAt));

        harness.Tick();
        _ = await harness.Learner.LearnAsync(new LidPnPair("2", Phone), LearningSource.MigrationSyncLatest);
        harness.Tick();
        _ = await harness.Learner.LearnAsync(new LidPnPair("3", Phone), LearningSource.BlocklistInactive);
        Assert.Equal("2", await harness.LidPn.GetLidAsync(Phone));
        // Nor after a restart, when the store is asked.
        harness.Open();
        Assert.Equal("2", await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync("3"));
    }

    [Fact]
    public async Task Of_two_lids_learnt_in_one_second_the_last_leads_in_memory_and_in_the_store()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(new LidPnPair("1", Phone), LearningSource.Usync);
        _ = await harness.Learner.LearnAsync(new LidPnPair("2", Phone), LearningSource.Usync);
        Assert.Equal("2", await harness.LidPn.GetLidAsync(Phone));
        harness.Open();
        Assert.Equal("2", await harness.LidPn.GetLidAsync(Phone));
    }

    [Fact]
    public async Task A_batch_is_one_write_and_one_read_of_each_side_and_of_one_number_the_last_pair_counts()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var pairs = Enumerable.Range(1, 600).Select(i => new LidPnPair($"{1_000 + i}", $"{5_000 + (i % 300)}")).ToArray();
        var learning = await harness.Learner.LearnAsync(pairs, LearningSource.Usync);

        Assert.Equal(300, learning.Written);
        Assert.Equal("1600", await harness.LidPn.GetLidAsync("5000"));
        Assert.Equal(300, (await harness.Store.GetAllLidMappingsAsync()).Count);
        foreach (var call in new[] { nameof(IBackend.PutLidMappingsAsync), nameof(IBackend.GetLidMappingsAsync), nameof(IBackend.GetPnMappingsAsync), nameof(IBackend.GetDeviceListsAsync) })
        {
            Assert.Equal(1, harness.Steering.CountOf(call));
        }

        Assert.Equal(0, (await harness.Learner.LearnAsync(ReadOnlyMemory<LidPnPair>.Empty, LearningSource.Usync)).Written);
    }

    [Fact]
    public async Task One_lid_with_two_numbers_in_a_batch_has_the_last()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(new[] { s_pair, new LidPnPair(Lid, "2") }, LearningSource.Usync);

        Assert.Equal("2", (await harness.Store.GetLidMappingAsync(Lid))!.PhoneNumber);
        Assert.Equal((Lid, null), (await harness.LidPn.GetLidAsync("2"), await harness.LidPn.GetLidAsync(Phone)));
    }

    [Fact]
    public async Task A_failed_write_leaves_the_pair_pending_and_the_next_learner_tries_again()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        harness.Steering.FailNext(nameof(IBackend.PutLidMappingsAsync));
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage).AsTask());
        Assert.Equal(1, harness.LidPn.PendingCount);
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Empty(harness.Signal.Calls);

        _ = await harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage);
        Assert.NotNull(await harness.Store.GetLidMappingAsync(Lid));
        Assert.Equal(0, harness.LidPn.PendingCount);
        _ = Assert.Single(harness.Signal.Calls);
    }

    [Fact]
    public async Task A_failed_move_is_tried_again_by_the_next_learner()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        harness.Signal.Failure = Steering.Down();
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage).AsTask());
        Assert.Equal(1, harness.LidPn.PendingCount);

        harness.Signal.Failure = null;
        _ = await harness.Learner.LearnAsync(s_pair, LearningSource.PeerPnMessage);
        Assert.Equal((0, 2), (harness.LidPn.PendingCount, harness.Signal.Calls.Count));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutLidMappingsAsync)));
    }

    [Fact]
    public async Task Learning_fast_changes_the_memory_at_once_and_the_store_soon()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        Assert.Equal(FastLearning.Learnt, harness.Learner.LearnFast(s_pair, LearningSource.PeerPnMessage));
        Assert.True(harness.LidPn.TryGetLid(Phone, new char[20], out _));
        await Until(() => harness.LidPn.PendingCount == 0);
        Assert.NotNull(await harness.Store.GetLidMappingAsync(Lid));
    }

    [Fact]
    public async Task Offline_the_memory_alone_changes_and_what_waits_follows_when_online()
    {
        await using var harness = await DirectoryHarness.CreateAsync(new Fast.Caching.CacheConfig { LidPnCache = new Fast.Caching.CacheEntryConfig(null, 4) });
        harness.Learner.IsOnline = false;
        for (var i = 1; i <= 50; i++)
        {
            Assert.Equal(FastLearning.Learnt, harness.Learner.LearnFast(new LidPnPair($"{1_000 + i}", $"{5_000 + i}"), LearningSource.PeerPnMessage));
        }

        // Evicted long ago, and served all the same.
        Assert.Equal("1001", await harness.LidPn.GetLidAsync("5001"));
        Assert.Empty(await harness.Store.GetAllLidMappingsAsync());

        harness.Learner.IsOnline = true;
        await Until(() => harness.LidPn.PendingCount == 0);
        Assert.Equal(50, (await harness.Store.GetAllLidMappingsAsync()).Count);
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.PutLidMappingsAsync)));
    }

    [Fact]
    public async Task The_background_goes_on_trying_and_says_that_it_fails()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        harness.Steering.Break(nameof(IBackend.PutLidMappingsAsync));
        _ = harness.Learner.LearnFast(s_pair, LearningSource.PeerPnMessage);
        for (var i = 1; i <= 12; i++)
        {
            await Until(() => harness.Learner.BackgroundFailures >= i && harness.Time.NextDue is not null);
            harness.Time.Advance(TimeSpan.FromSeconds(30));
        }

        _ = Assert.IsType<StoreException>(harness.Learner.LastFailure);
        harness.Steering.Mend();
        await Until(() =>
        {
            harness.Time.Advance(TimeSpan.FromSeconds(30));
            return harness.LidPn.PendingCount == 0;
        });
        Assert.NotNull(await harness.Store.GetLidMappingAsync(Lid));
        await Until(() => harness.Learner.LastFailure is null);
    }

    [Fact]
    public async Task An_observation_that_memory_cannot_judge_waits_for_the_store()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, "2");
        Assert.Equal(FastLearning.Learnt, harness.Learner.LearnFast(s_pair, LearningSource.Other));
        Assert.False(harness.LidPn.TryGetLid(Phone, new char[20], out _));
        await harness.Learner.PersistPendingAsync();
        Assert.Equal("2", (await harness.Store.GetLidMappingAsync(Lid))!.PhoneNumber);
    }

    [Fact]
    public async Task What_waits_is_bounded_and_goes_to_the_store_at_the_end()
    {
        var harness = await DirectoryHarness.CreateAsync();
        harness.Learner.IsOnline = false;
        for (var i = 0; i < LidPnLearner.MaxPending; i++)
        {
            _ = harness.Learner.LearnFast(new LidPnPair($"{1_000_000 + i}", $"{5_000_000 + i}"), LearningSource.PeerPnMessage);
        }

        Assert.Equal(FastLearning.Refused, harness.Learner.LearnFast(s_pair, LearningSource.PeerPnMessage));
        await harness.DisposeAsync();
        Assert.Equal(LidPnLearner.MaxPending, (await harness.Store.GetAllLidMappingsAsync()).Count);
    }

    static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Harness.Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
