namespace WaStore.Fast.Stores;

/// <summary>Which expired rows a maintenance run removes. Cutoffs are unix seconds; a null cutoff skips its rows.</summary>
public sealed record MaintenancePolicy
{
    /// <summary>How long a sent message is kept for retries: 7,200 s (spec/storage.md 7.2).</summary>
    public static TimeSpan SentMessageRetention { get; } = TimeSpan.FromSeconds(7_200);

    /// <summary>How long a received, unhandled message is kept: 7 days (spec/storage.md 7.2).</summary>
    public static TimeSpan PendingInboundRetention { get; } = TimeSpan.FromDays(7);

    /// <summary>How long a base key is kept: 7 days.</summary>
    /// <remarks>Our choice; the reference names none. A base key only matters between two retry receipts of a held message, so 7 days are ample.</remarks>
    public static TimeSpan BaseKeyRetention { get; } = TimeSpan.FromDays(7);

    /// <summary>Removes no row; a run with it still does the backend's own upkeep.</summary>
    public static MaintenancePolicy UpkeepOnly { get; } = new();

    /// <summary>For <see cref="IProtocolWrites.DeleteExpiredSentMessagesAsync"/>.</summary>
    public long? SentMessageCutoff { get; init; }

    /// <summary>For <see cref="IProtocolWrites.DeleteExpiredPendingInboundAsync"/>.</summary>
    public long? PendingInboundCutoff { get; init; }

    /// <summary>For <see cref="IProtocolWrites.DeleteExpiredBaseKeysAsync"/>.</summary>
    public long? BaseKeyCutoff { get; init; }

    /// <summary>For <see cref="IMsgSecretWrites.DeleteExpiredMsgSecretsAsync"/>.</summary>
    public long? MsgSecretCutoff { get; init; }

    /// <summary>The token side of <see cref="IProtocolWrites.DeleteExpiredTcTokensAsync(long, long, CancellationToken)"/>. Tokens go only when both sides are given.</summary>
    public long? TcTokenCutoff { get; init; }

    /// <summary>The sender side of the same.</summary>
    public long? TcTokenSenderCutoff { get; init; }

    /// <summary>The reference's retentions seen from <paramref name="clock"/>'s now; token cutoffs, which follow server properties, stay null.</summary>
    public static MaintenancePolicy From(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        return new MaintenancePolicy
        {
            SentMessageCutoff = (now - SentMessageRetention).ToUnixTimeSeconds(),
            PendingInboundCutoff = (now - PendingInboundRetention).ToUnixTimeSeconds(),
            BaseKeyCutoff = (now - BaseKeyRetention).ToUnixTimeSeconds(),
            MsgSecretCutoff = now.ToUnixTimeSeconds(),
        };
    }
}

/// <summary>How many rows a maintenance run removed.</summary>
/// <param name="SentMessages">Sent messages.</param>
/// <param name="PendingInbound">Received, unhandled messages.</param>
/// <param name="BaseKeys">Base keys.</param>
/// <param name="MsgSecrets">Message secrets.</param>
/// <param name="TcTokens">Trusted-contact tokens.</param>
public sealed record MaintenanceReport(int SentMessages, int PendingInbound, int BaseKeys, int MsgSecrets, int TcTokens)
{
    /// <summary>Nothing removed.</summary>
    public static MaintenanceReport Nothing { get; } = new(0, 0, 0, 0, 0);
}
