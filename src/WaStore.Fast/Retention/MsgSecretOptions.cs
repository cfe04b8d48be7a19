using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>How message secrets are kept (spec/caches.md 9.1).</summary>
public sealed record MsgSecretOptions : RiderOptions
{
    /// <summary>How long after a message its edits are taken: 1,200 s, by the times at which both were written.</summary>
    public static TimeSpan EditWindow { get; } = TimeSpan.FromSeconds(1_200);

    /// <summary>Which secrets are kept.</summary>
    public MsgSecretPolicy Policy { get; init; } = MsgSecretPolicy.Managed;

    /// <summary>How long a text's secret is kept.</summary>
    public TimeSpan TextHorizon { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a poll's or an event's secret is kept.</summary>
    public TimeSpan PollOrEventHorizon { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a secret of a bot context is kept.</summary>
    public TimeSpan BotHorizon { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many secrets may wait for the store. Beyond it producers wait; nothing is dropped. At least 2.</summary>
    public int MaxPending { get; init; } = 4_096;

    /// <summary>Asked for a secret that nobody here has; null asks nobody.</summary>
    public MsgSecretResolver? Resolver { get; init; }

    /// <summary>How long the resolver may take.</summary>
    public TimeSpan ResolverLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until when a secret is kept, unix seconds: its message's time, or now when that is unknown, and the horizon; 0 = for ever.</summary>
    /// <param name="kind">The message's class.</param>
    /// <param name="messageTimestamp">When it was sent, unix seconds; 0 = unknown.</param>
    /// <param name="now">Unix seconds.</param>
    public long ExpiresAt(MsgSecretClass kind, long messageTimestamp, long now) =>
        Policy.Prunes() ? Later(messageTimestamp > 0 ? messageTimestamp : now, Horizon(kind)) : 0;

    /// <summary>Whether a secret from history is worth storing: not past its horizon. One of unknown age is, as is every one that is kept for ever.</summary>
    /// <inheritdoc cref="ExpiresAt" path="/param"/>
    public bool IsWorthSeeding(MsgSecretClass kind, long messageTimestamp, long now) =>
        !Policy.Prunes() || messageTimestamp <= 0 || Later(messageTimestamp, Horizon(kind)) > now;

    /// <summary>Whether an edit is taken: written less than <see cref="EditWindow"/> after its message, or that message's time is unknown (0).</summary>
    /// <remarks>Both are the senders' times, so an edit that was long under way still counts.</remarks>
    public static bool AcceptsEdit(long messageTimestamp, long editTimestamp) =>
        messageTimestamp <= 0 || editTimestamp < Later(messageTimestamp, EditWindow);

    internal MsgSecretOptions Checked()
    {
        Check();
        // One message may bring two.
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPending, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(TextHorizon, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(PollOrEventHorizon, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BotHorizon, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ResolverLimit, TimeSpan.Zero);
        return Enum.IsDefined(Policy) ? this : throw new ArgumentOutOfRangeException(nameof(Policy));
    }

    internal MsgSecretEntry Entry(ReceivedMsgSecret secret, string sender, Key32 key, long now) =>
        new(secret.Chat, sender, secret.MsgId, key, ExpiresAt(secret.Class, secret.MessageTimestamp, now), Math.Max(secret.MessageTimestamp, 0));

    TimeSpan Horizon(MsgSecretClass kind) => kind switch
    {
        MsgSecretClass.Bot => BotHorizon,
        MsgSecretClass.PollOrEvent => PollOrEventHorizon,
        _ => TextHorizon,
    };

    // A sender chooses the time of his message.
    static long Later(long timestamp, TimeSpan by) => timestamp > long.MaxValue - (long)by.TotalSeconds ? long.MaxValue : timestamp + (long)by.TotalSeconds;
}
