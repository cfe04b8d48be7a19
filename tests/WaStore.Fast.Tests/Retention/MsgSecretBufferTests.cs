using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal;
using WaStore.Fast.Tests.Signal.Cache;
using static WaStore.Fast.Tests.Retention.SecretSamples;

namespace WaStore.Fast.Tests.Retention;

public sealed class MsgSecretBufferTests
{
    readonly Bed _bed = new();

    [Fact]
    public async Task A_secret_is_found_before_it_is_written()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", seed: 5, time: 9));
        Assert.Equal(5, await secrets.SeedOfAsync("a"));
        Assert.Empty(_bed.Steering.Calls);
    }

    [Fact]
    public async Task A_refresh_of_unknown_time_reads_with_the_time_that_the_store_knows()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", seed: 1, time: 9));
        await secrets.FlushAsync();
        _ = await secrets.KeepAsync(Secret("a", seed: 2));
        Assert.Equal(new FoundMsgSecret(Harness.Key(2), 9, Sender), await secrets.FindAsync(Query("a")));
        await secrets.FlushAsync();
        Assert.Equal(new FoundMsgSecret(Harness.Key(2), 9, Sender), await secrets.FindAsync(Query("a")));
    }

    [Fact]
    public async Task A_burst_is_one_commit_a_window_after_its_first()
    {
        await using var secrets = _bed.Secrets();
        for (var i = 0; i < 300; i++)
        {
            _ = await secrets.KeepAsync(Secret($"m{i}"));
        }

        _bed.Time.Advance(TimeSpan.FromMilliseconds(24));
        Assert.Equal(0, _bed.Commits);
        _bed.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 0), (_bed.Commits, secrets.Health.Pending));
        Assert.NotNull(await _bed.StoredAsync("m299"));
        _bed.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _bed.Commits);
    }

    [Fact]
    public async Task Duplicates_merge_as_rows_do()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", seed: 1, MsgSecretClass.PollOrEvent, time: 100));
        _ = await secrets.KeepAsync(Secret("a", seed: 2, time: 50));
        Assert.Equal(1, secrets.Health.Pending);
        Assert.Equal(new FoundMsgSecret(Harness.Key(2), 100, Sender), await secrets.FindAsync(Query("a")));
        await secrets.FlushAsync();
        Assert.Equal(new StoredMsgSecret(Harness.Key(2), 100, 100 + (90 * 86_400)), await _bed.StoredAsync("a"));
    }

    [Fact]
    public async Task A_refresh_during_the_commit_survives_it()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", seed: 1));
        _ = await secrets.KeepAsync(Secret("b", seed: 1));
        var parked = _bed.Steering.Park(Bed.Commit);
        var flush = secrets.FlushAsync();
        await parked.Reached;
        _ = await secrets.KeepAsync(Secret("a", seed: 2));
        _ = await secrets.KeepAsync(Secret("c", seed: 3));
        parked.Release();
        await flush;
        Assert.Equal(2, secrets.Health.Pending);
        Assert.Equal(2, await secrets.SeedOfAsync("a"));
        Assert.Equal(Harness.Key(1), (await _bed.StoredAsync("a"))!.Value.Secret);
        await secrets.FlushAsync();
        Assert.Equal(Harness.Key(2), (await _bed.StoredAsync("a"))!.Value.Secret);
        Assert.Equal(Harness.Key(3), (await _bed.StoredAsync("c"))!.Value.Secret);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_batch_is_kept_and_tried_again_with_a_back_off(bool isAnswerLost)
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", seed: 5));
        for (var i = 0; i < 3; i++)
        {
            _bed.Steering.FailNext(Bed.Commit, after: isAnswerLost);
        }

        _bed.Time.Advance(TimeSpan.FromMilliseconds(25));
        var health = secrets.Health;
        Assert.Equal((1, 1L, 0L, 1), (health.FailuresInARow, health.Failures, health.Successes, health.Pending));
        Assert.Equal((StoreErrorKind.Database, nameof(StoreException), _bed.Time.GetUtcNow()), (health.LastFailureKind, health.LastFailureType, health.LastFailureAt));
        Assert.Equal(5, await secrets.SeedOfAsync("a"));
        _bed.Time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(1, _bed.Commits);
        _bed.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _bed.Commits);
        _bed.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(3, secrets.Health.FailuresInARow);
        _bed.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal((0, 3L, 1L, 0), (secrets.Health.FailuresInARow, secrets.Health.Failures, secrets.Health.Successes, secrets.Health.Pending));
        Assert.Equal(Harness.Key(5), (await _bed.StoredAsync("a"))!.Value.Secret);
    }

    [Fact]
    public async Task The_back_off_ends_at_five_seconds_and_never_gives_up()
    {
        await using var secrets = _bed.Secrets();
        _bed.Steering.Break(Bed.Commit);
        _ = await secrets.KeepAsync(Secret("a"));
        for (var i = 0; i < 20; i++)
        {
            _bed.Time.Advance(_bed.Time.NextDue!.Value);
        }

        Assert.Equal(TimeSpan.FromSeconds(5), _bed.Time.NextDue);
        Assert.Equal(20, secrets.Health.FailuresInARow);
        _bed.Steering.Mend();
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await _bed.StoredAsync("a"));
    }

    [Fact]
    public async Task Beyond_4096_a_producer_waits_and_a_refresh_does_not()
    {
        await using var secrets = _bed.Secrets();
        _bed.Steering.Break(Bed.Commit);
        for (var i = 0; i < 4_096; i++)
        {
            Assert.True(IsDone(secrets.KeepAsync(Secret($"m{i}"))));
        }

        var waiting = secrets.KeepAsync(Secret("more", seed: 9)).AsTask();
        var alias = secrets.KeepAsync(Secret("m0") with { AliasSender = Alternate }).AsTask();
        Assert.True(IsDone(secrets.KeepAsync(Secret("m0", seed: 7))));
        _bed.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, false, 4_096), (waiting.IsCompleted, alias.IsCompleted, secrets.Health.Pending));
        Assert.Null(await secrets.SeedOfAsync("more"));
        _bed.Steering.Mend();
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await waiting.WaitAsync(Harness.Patience));
        Assert.True(await alias.WaitAsync(Harness.Patience));
        await secrets.FlushAsync();
        Assert.NotNull(await _bed.StoredAsync("more"));
        Assert.NotNull(await _bed.StoredAsync("m0", Alternate));
        Assert.NotNull(await _bed.StoredAsync("m4095"));
    }

    [Fact]
    public async Task A_producer_who_stops_waiting_keeps_nothing_and_is_told_so()
    {
        await using var secrets = _bed.Secrets(new MsgSecretOptions { MaxPending = 2 });
        _ = await secrets.KeepAsync(Secret("a"));
        _ = await secrets.KeepAsync(Secret("b"));
        using var cancellation = new CancellationTokenSource();
        var waiting = secrets.KeepAsync(Secret("c"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await secrets.FlushAsync();
        Assert.Null(await secrets.SeedOfAsync("c"));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => secrets.KeepAsync(Secret("d"), cancellation.Token).AsTask());
        Assert.Equal(0, secrets.Health.Pending);
    }

    [Fact]
    public async Task Once_sealed_a_secret_is_in_the_store_when_the_call_returns()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a"));
        await secrets.SealAsync();
        Assert.NotNull(await _bed.StoredAsync("a"));
        _ = await secrets.KeepAsync(Secret("b"));
        Assert.NotNull(await _bed.StoredAsync("b"));
        _bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.KeepAsync(Secret("c")).AsTask());
        Assert.Equal(1, await secrets.SeedOfAsync("c"));
        await secrets.FlushAsync();
        Assert.NotNull(await _bed.StoredAsync("c"));
        Assert.Equal(4, _bed.Commits);
    }

    [Fact]
    public async Task Who_waits_for_room_writes_by_himself_when_it_is_sealed()
    {
        await using var secrets = _bed.Secrets(new MsgSecretOptions { MaxPending = 2 });
        _ = await secrets.KeepAsync(Secret("a"));
        _ = await secrets.KeepAsync(Secret("b"));
        _bed.Steering.Break(Bed.Commit);
        var waiting = secrets.KeepAsync(Secret("c")).AsTask();
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.SealAsync());
        _ = await Assert.ThrowsAsync<StoreException>(() => waiting.WaitAsync(Harness.Patience));
        Assert.Equal(2, secrets.Health.Pending);
        _bed.Steering.Mend();
        _ = await secrets.KeepAsync(Secret("c"));
        Assert.NotNull(await _bed.StoredAsync("c"));
    }

    [Fact]
    public async Task Disposing_writes_what_waits_and_can_be_tried_again()
    {
        var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a"));
        _bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.DisposeAsync().AsTask());
        await secrets.DisposeAsync();
        Assert.NotNull(await _bed.StoredAsync("a"));
        _ = await secrets.KeepAsync(Secret("late"));
        Assert.NotNull(await _bed.StoredAsync("late"));
        Assert.Null(_bed.Time.NextDue);
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_flush_stops_it_for_nobody()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a"));
        var parked = _bed.Steering.Park(Bed.Commit);
        using var cancellation = new CancellationTokenSource();
        var leaving = secrets.FlushAsync(cancellation.Token);
        await parked.Reached;
        var staying = secrets.FlushAsync();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.False(staying.IsCompleted);
        parked.Release();
        await staying.WaitAsync(Harness.Patience);
        Assert.NotNull(await _bed.StoredAsync("a"));
        Assert.Equal(1, _bed.Commits);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => secrets.FlushAsync(cancellation.Token));
    }

    [Fact]
    public async Task A_lookup_and_a_refresh_allocate_nothing()
    {
        var done = 0;
        await using var secrets = _bed.Secrets();
        var secret = Secret("a", time: 9);
        _ = await secrets.KeepAsync(secret);
        var query = Query("a");
        // Code that the runtime has not optimized yet boxes; on a busy machine that takes a while.
        await Bed.UntilAsync(() => AllocatedBytes.Of(() => done += IsDone(secrets.FindAsync(query)) ? 1 : 0) == 0);
        await Bed.UntilAsync(() => AllocatedBytes.Of(() => done += IsDone(secrets.KeepAsync(secret)) ? 1 : 0) == 0);
        Assert.True(done > 0);
    }

    [Fact]
    public async Task Many_producers_and_a_store_that_fails_lose_nothing_and_stay_within_the_bound()
    {
        const int Producers = 8;
        const int Each = 200;
        await using var secrets = new MsgSecrets(
            _bed.Backend, new BackendCarrier(_bed.Backend), new MsgSecretOptions { MaxPending = 16, FlushWindow = TimeSpan.FromMilliseconds(1), MaxBackOff = TimeSpan.FromMilliseconds(4) });
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                if (i % 20 == producer)
                {
                    _bed.Steering.FailNext(Bed.Commit, after: i % 40 == producer);
                }

                _ = await secrets.KeepAsync(Secret($"{producer}/{i}", seed: i % 200));
                Assert.Equal(i % 200, await secrets.SeedOfAsync($"{producer}/{i}"));
                most = Math.Max(most, secrets.Health.Pending);
            }
        }))).WaitAsync(Harness.Patience);
        _bed.Steering.Mend();
        await secrets.FlushAsync();
        Assert.InRange(most, 1, 16);
        Assert.True(secrets.Health.Failures > 0);
        for (var producer = 0; producer < Producers; producer++)
        {
            for (var i = 0; i < Each; i++)
            {
                Assert.Equal(Harness.Key(i % 200), (await _bed.StoredAsync($"{producer}/{i}"))!.Value.Secret);
            }
        }
    }

    static bool IsDone<T>(ValueTask<T> call) => call.IsCompletedSuccessfully;
}
