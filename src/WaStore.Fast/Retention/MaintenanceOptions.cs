using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>When expired rows are swept, and which.</summary>
public sealed record MaintenanceOptions
{
    // What a timer takes, doubled by the jitter.
    static readonly TimeSpan s_longest = TimeSpan.FromDays(20);

    /// <summary>The time between two sweeps: five minutes, the middle of the reference's range (spec/caches.md 9.1).</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>By how much of it a pause is shorter or longer, by chance, so that the accounts of one process do not sweep all at once. 0 to 1.</summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>The longest pause before a sweep that failed is tried again; the first is a 16th of it.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Makes the chance repeatable; null takes another one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Whose secrets are swept: those of a policy that gives them a deadline.</summary>
    public MsgSecretPolicy MsgSecretPolicy { get; init; } = MsgSecretPolicy.Managed;

    /// <summary>The windows of tokens, asked at each sweep since the server may change them; null: the defaults.</summary>
    public Func<TcTokenTiming>? TcTokenTiming { get; init; }

    /// <summary>The clock of pauses and cutoffs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What a sweep removes now.</summary>
    public MaintenancePolicy Cutoffs()
    {
        var policy = MaintenancePolicy.From(TimeProvider);
        var now = TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var timing = TcTokenTiming?.Invoke() ?? new TcTokenTiming();
        return policy with
        {
            MsgSecretCutoff = MsgSecretPolicy.Prunes() ? policy.MsgSecretCutoff : null,
            TcTokenCutoff = timing.TokenCutoff(now),
            TcTokenSenderCutoff = timing.SenderCutoff(now),
        };
    }

    internal MaintenanceOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Interval, s_longest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBackOff, s_longest);
        ArgumentOutOfRangeException.ThrowIfLessThan(Jitter, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Jitter, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxBackOff, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return this;
    }
}
