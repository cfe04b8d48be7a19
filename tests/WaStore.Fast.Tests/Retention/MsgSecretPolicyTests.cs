using WaStore.Fast.Retention;

namespace WaStore.Fast.Tests.Retention;

public sealed class MsgSecretPolicyTests
{
    const long Day = 86_400;
    const long Now = 1_000 * Day;

    static readonly MsgSecretOptions s_managed = new();

    [Theory]
    [InlineData(MsgSecretPolicy.Full)]
    [InlineData(MsgSecretPolicy.Disabled)]
    public void Full_and_disabled_never_expire(MsgSecretPolicy policy) =>
        Assert.Equal(0, (s_managed with { Policy = policy }).ExpiresAt(MsgSecretClass.Text, 1_000, Now));

    [Theory]
    [InlineData(MsgSecretClass.Text, 30)]
    [InlineData(MsgSecretClass.PollOrEvent, 90)]
    [InlineData(MsgSecretClass.Bot, 30)]
    public void A_secret_expires_its_horizon_after_the_message(MsgSecretClass kind, int days)
    {
        Assert.Equal(5_000 + (days * Day), s_managed.ExpiresAt(kind, 5_000, Now));
        Assert.Equal(5_000 + (days * Day), (s_managed with { Policy = MsgSecretPolicy.BotOnly }).ExpiresAt(kind, 5_000, Now));
    }

    [Fact]
    public void Each_horizon_is_an_option_of_its_own()
    {
        var options = new MsgSecretOptions { TextHorizon = TimeSpan.FromSeconds(1), PollOrEventHorizon = TimeSpan.FromSeconds(2), BotHorizon = TimeSpan.FromSeconds(3) };
        Assert.Equal(
            [11, 12, 13],
            new[] { MsgSecretClass.Text, MsgSecretClass.PollOrEvent, MsgSecretClass.Bot }.Select(kind => options.ExpiresAt(kind, 10, Now)));
    }

    [Fact]
    public void A_message_of_unknown_time_expires_a_horizon_from_now() => Assert.Equal(Now + (30 * Day), s_managed.ExpiresAt(MsgSecretClass.Text, 0, Now));

    [Fact]
    public void History_past_its_horizon_is_not_seeded_and_what_is_of_unknown_time_is()
    {
        Assert.False(s_managed.IsWorthSeeding(MsgSecretClass.Text, Now - (30 * Day), Now));
        Assert.True(s_managed.IsWorthSeeding(MsgSecretClass.Text, Now - (30 * Day) + 1, Now));
        Assert.True(s_managed.IsWorthSeeding(MsgSecretClass.PollOrEvent, Now - (40 * Day), Now));
        Assert.True(s_managed.IsWorthSeeding(MsgSecretClass.Text, 0, Now));
        Assert.True((s_managed with { Policy = MsgSecretPolicy.Full }).IsWorthSeeding(MsgSecretClass.Text, 1, Now));
    }

    [Theory]
    [InlineData(true, true, MsgSecretClass.Bot)]
    [InlineData(true, false, MsgSecretClass.Bot)]
    [InlineData(false, true, MsgSecretClass.PollOrEvent)]
    [InlineData(false, false, MsgSecretClass.Text)]
    public void Bot_comes_before_poll_before_text(bool isBot, bool isPoll, MsgSecretClass expected) => Assert.Equal(expected, MsgSecretClasses.Of(isBot, isPoll));

    [Theory]
    [InlineData(MsgSecretPolicy.Managed, true, true, true)]
    [InlineData(MsgSecretPolicy.BotOnly, false, true, true)]
    [InlineData(MsgSecretPolicy.Full, true, true, false)]
    [InlineData(MsgSecretPolicy.Disabled, false, false, false)]
    public void A_policy_says_what_is_stored_and_what_is_pruned(MsgSecretPolicy policy, bool text, bool bot, bool prunes)
    {
        Assert.Equal(text, policy.Persists(MsgSecretClass.Text));
        Assert.Equal(text, policy.Persists(MsgSecretClass.PollOrEvent));
        Assert.Equal(bot, policy.Persists(MsgSecretClass.Bot));
        Assert.Equal(prunes, policy.Prunes());
    }

    [Fact]
    public void An_edit_is_taken_for_twenty_minutes_of_its_message()
    {
        Assert.True(MsgSecretOptions.AcceptsEdit(1_000, 1_000 + 1_199));
        Assert.False(MsgSecretOptions.AcceptsEdit(1_000, 1_000 + 1_200));
        Assert.True(MsgSecretOptions.AcceptsEdit(0, long.MaxValue));
    }

    [Fact]
    public void A_senders_absurd_time_overflows_nothing()
    {
        Assert.Equal(long.MaxValue, s_managed.ExpiresAt(MsgSecretClass.Text, long.MaxValue - 1, Now));
        Assert.True(s_managed.IsWorthSeeding(MsgSecretClass.Text, long.MaxValue, Now));
        Assert.Equal(Now + (30 * Day), s_managed.ExpiresAt(MsgSecretClass.Text, long.MinValue, Now));
        Assert.True(MsgSecretOptions.AcceptsEdit(long.MaxValue, 5));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var bed = new Bed();
        foreach (var options in new MsgSecretOptions[]
        {
            new() { MaxPending = 1 }, new() { TextHorizon = TimeSpan.FromSeconds(-1) }, new() { ResolverLimit = TimeSpan.Zero }, new() { Policy = (MsgSecretPolicy)9 },
            new() { FlushWindow = TimeSpan.FromSeconds(9) },
        })
        {
            _ = Assert.ThrowsAny<ArgumentException>(() => bed.Secrets(options));
        }

        _ = Assert.Throws<ArgumentOutOfRangeException>(() => bed.Sent(new SentMessageOptions { MaxPendingBytes = 0 }));
    }
}
