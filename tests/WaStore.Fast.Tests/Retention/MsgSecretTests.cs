using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;
using static WaStore.Fast.Tests.Retention.SecretSamples;

namespace WaStore.Fast.Tests.Retention;

public sealed class MsgSecretTests
{
    readonly Bed _bed = new();

    [Fact]
    public async Task A_kept_secret_gets_its_deadline_and_its_messages_time()
    {
        await using var secrets = _bed.Secrets();
        Assert.True(await secrets.KeepAsync(Secret("a", seed: 7, MsgSecretClass.PollOrEvent, time: _bed.Now - 5)));
        await secrets.FlushAsync();
        Assert.Equal(new StoredMsgSecret(Harness.Key(7), _bed.Now - 5, _bed.Now - 5 + (90 * 86_400)), await _bed.StoredAsync("a"));
    }

    [Fact]
    public async Task What_is_forwarded_or_not_32_bytes_is_not_kept()
    {
        await using var secrets = _bed.Secrets();
        Assert.False(await secrets.KeepAsync(Secret("a") with { IsForwarded = true }));
        Assert.False(await secrets.KeepAsync(Secret("b") with { Secret = new byte[31] }));
        Assert.False(await secrets.KeepAsync(Secret("c") with { Secret = new byte[33] }));
        Assert.Equal(0, secrets.Health.Pending);
        Assert.Equal(0, await secrets.SeedAsync(new[] { Secret("a") with { IsForwarded = true }, Secret("b") with { Secret = new byte[31] } }));
        Assert.Empty(_bed.Steering.Calls);
    }

    [Fact]
    public async Task Each_policy_keeps_what_it_says()
    {
        await using var bots = _bed.Secrets(new MsgSecretOptions { Policy = MsgSecretPolicy.BotOnly });
        Assert.False(await bots.KeepAsync(Secret("a")));
        Assert.True(await bots.KeepAsync(Secret("b", kind: MsgSecretClass.Bot)));
        await using var none = _bed.Secrets(new MsgSecretOptions { Policy = MsgSecretPolicy.Disabled });
        Assert.False(await none.KeepAsync(Secret("c", kind: MsgSecretClass.Bot)));
        Assert.Equal(0, await none.SeedAsync(new[] { Secret("c", kind: MsgSecretClass.Bot) }));
        await using var full = _bed.Secrets(new MsgSecretOptions { Policy = MsgSecretPolicy.Full });
        Assert.True(await full.KeepAsync(Secret("d")));
        await full.FlushAsync();
        Assert.Equal(0, (await _bed.StoredAsync("d"))!.Value.ExpiresAt);
    }

    [Fact]
    public async Task A_message_with_two_senders_is_kept_under_both_in_one_commit()
    {
        await using var secrets = _bed.Secrets();
        Assert.True(await secrets.KeepAsync(Secret("a") with { AliasSender = Alternate }));
        Assert.True(await secrets.KeepAsync(Secret("b") with { AliasSender = Sender }));
        Assert.Equal(3, secrets.Health.Pending);
        await secrets.FlushAsync();
        Assert.Equal(1, _bed.Commits);
        Assert.NotNull(await _bed.StoredAsync("a"));
        Assert.NotNull(await _bed.StoredAsync("a", Alternate));
    }

    [Fact]
    public async Task History_goes_straight_to_the_store_in_one_call_without_what_has_expired()
    {
        await using var secrets = _bed.Secrets();
        var old = _bed.Now - (31 * 86_400);
        Assert.Equal(3, await secrets.SeedAsync(new[] { Secret("old", time: old), Secret("poll", 1, MsgSecretClass.PollOrEvent, old), Secret("new", time: _bed.Now), Secret("when") }));
        Assert.Equal(["PutMsgSecretsAsync"], _bed.Steering.Calls);
        Assert.Null(await _bed.StoredAsync("old"));
        Assert.NotNull(await _bed.StoredAsync("poll"));
        Assert.Equal(_bed.Now + (30 * 86_400), (await _bed.StoredAsync("when"))!.Value.ExpiresAt);
    }

    [Fact]
    public async Task It_is_looked_for_in_the_buffer_in_the_store_under_the_other_sender_and_at_the_app()
    {
        var asked = new List<MsgSecretQuery>();
        await using var secrets = _bed.Secrets(new MsgSecretOptions
        {
            Resolver = (query, _) =>
            {
                asked.Add(query);
                return new ValueTask<Key32?>(query.MsgId == "app" ? Harness.Key(9) : null);
            },
        });
        await PutAsync(Sender, "a", 1);
        await PutAsync(Alternate, "a", 2);
        Assert.Equal(1, await secrets.SeedOfAsync("a", Alternate));
        _ = await secrets.KeepAsync(Secret("a", seed: 3) with { Sender = Alternate });
        Assert.Equal(3, await secrets.SeedOfAsync("a", Alternate));
        Assert.Equal(1, await secrets.SeedOfAsync("a"));
        _ = await secrets.KeepAsync(Secret("a", seed: 4));
        Assert.Equal(4, await secrets.SeedOfAsync("a", Alternate));
        await PutAsync(Alternate, "b", 5);
        Assert.Equal(5, await secrets.SeedOfAsync("b", Alternate));
        Assert.Empty(asked);
        Assert.Null(await secrets.SeedOfAsync("b"));
        Assert.Equal(new FoundMsgSecret(Harness.Key(9), 0, Sender), await secrets.FindAsync(Query("app", Alternate)));
        Assert.Equal([Query("b"), Query("app", Alternate)], asked);
    }

    [Fact]
    public async Task The_messages_time_comes_with_the_secret()
    {
        await using var secrets = _bed.Secrets();
        _ = await secrets.KeepAsync(Secret("a", time: 77));
        Assert.Equal(77, (await secrets.FindAsync(Query("a")))!.Value.MessageTimestamp);
        await secrets.FlushAsync();
        Assert.Equal(new FoundMsgSecret(Harness.Key(1), 77, Sender), await secrets.FindAsync(Query("a")));
    }

    [Fact]
    public async Task A_store_that_fails_is_no_absence_and_the_app_is_not_asked()
    {
        await using var secrets = _bed.Secrets(new MsgSecretOptions { Resolver = (_, _) => throw new InvalidOperationException("asked") });
        _bed.Steering.FailNext("GetMsgSecretWithTimestampAsync");
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.FindAsync(Query("a")).AsTask());
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => secrets.FindAsync(Query("a")).AsTask());
    }

    [Fact]
    public async Task The_app_has_five_seconds_even_if_it_does_not_look_at_its_token()
    {
        var never = new TaskCompletionSource<Key32?>();
        var token = CancellationToken.None;
        await using var secrets = _bed.Secrets(new MsgSecretOptions
        {
            Resolver = (_, cancellation) =>
            {
                token = cancellation;
                return new ValueTask<Key32?>(never.Task);
            },
        });
        var find = secrets.FindAsync(Query("a")).AsTask();
        _bed.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(find.IsCompleted);
        _bed.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null(await find.WaitAsync(Harness.Patience));
        Assert.True(token.IsCancellationRequested);
        Assert.Equal(1, secrets.ResolverTimeouts);

        using var cancellation = new CancellationTokenSource();
        find = secrets.FindAsync(Query("a"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
        Assert.Equal(1, secrets.ResolverTimeouts);
    }

    [Fact]
    public async Task Bad_names_are_refused_at_the_door()
    {
        await using var secrets = _bed.Secrets();
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.KeepAsync(Secret("\uD800")).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.KeepAsync(Secret("a") with { AliasSender = "\uDC00" }).AsTask());
        _ = await Assert.ThrowsAsync<StoreException>(() => secrets.FindAsync(Query("a", "\uDC00")).AsTask());
        _ = await Assert.ThrowsAsync<ArgumentNullException>(() => secrets.KeepAsync(Secret(null!)).AsTask());
        Assert.Equal(0, secrets.Health.Pending);
    }

    [Fact]
    public void What_is_shown_of_a_secret_is_nothing() =>
        Assert.Equal("ReceivedMsgSecret RetryReceipt", $"{Secret("a")} {new RetryReceipt { Address = Harness.Address(1), MessageId = "m", RetryCount = 1, IsMessageHeld = true }}");

    ValueTask PutAsync(string sender, string id, int seed) => ((IMsgSecretWrites)_bed.Store).PutMsgSecretAsync(Chat, sender, id, Harness.Key(seed));
}
