using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteStore
{
    /// <summary>How many rows one transaction of a sweep takes at most, so that a send does not wait behind years of leftovers.</summary>
    const int SweepRows = 1_000;

    /// <inheritdoc/>
    /// <remarks>
    /// Sweeps in transactions of at most 1,000 rows, between which other writes get their turn; a cancellation keeps what was swept. Then <c>PRAGMA optimize</c> with a bounded
    /// analysis, as the reference does (spec/storage.md Appendix A). The WAL is emptied soon after, when the writer has been idle for
    /// <see cref="SqliteOptions.CheckpointIdle"/>.
    /// </remarks>
    public override async ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        cancellationToken.ThrowIfCancellationRequested();
        var report = new MaintenanceReport(
            policy.SentMessageCutoff is { } sent ? await SweepAsync(limit => SweepSentMessagesAsync(sent, limit, cancellationToken)).ConfigureAwait(false) : 0,
            policy.PendingInboundCutoff is { } inbound ? await SweepAsync(limit => SweepPendingInboundAsync(inbound, limit, cancellationToken)).ConfigureAwait(false) : 0,
            policy.BaseKeyCutoff is { } baseKeys ? await SweepAsync(limit => SweepBaseKeysAsync(baseKeys, limit, cancellationToken)).ConfigureAwait(false) : 0,
            policy.MsgSecretCutoff is { } secrets ? await SweepAsync(limit => SweepMsgSecretsAsync(secrets, limit, cancellationToken)).ConfigureAwait(false) : 0,
            policy is { TcTokenCutoff: { } token, TcTokenSenderCutoff: { } sender }
                ? await SweepAsync(limit => SweepTcTokensAsync(token, sender, limit, cancellationToken)).ConfigureAwait(false)
                : 0);
        _ = await WriteAsync(0, static (connection, _) =>
        {
            Upkeep.Optimize(connection);
            return 0;
        }, cancellationToken).ConfigureAwait(false);
        return report;
    }

    static async ValueTask<int> SweepAsync(Func<int, ValueTask<int>> sweep)
    {
        var swept = 0;
        int rows;
        do
        {
            rows = await sweep(SweepRows).ConfigureAwait(false);
            swept += rows;
        }
        while (rows == SweepRows);

        return swept;
    }
}
