namespace WaStore.Fast.Stores;

/// <summary>Removes the expired rows of every store, each by its own rule.</summary>
static class MaintenanceSweep
{
    internal static async ValueTask<MaintenanceReport> RunAsync(IStoreWrites stores, MaintenancePolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        cancellationToken.ThrowIfCancellationRequested();
        return new MaintenanceReport(
            policy.SentMessageCutoff is { } sent ? await stores.DeleteExpiredSentMessagesAsync(sent, cancellationToken).ConfigureAwait(false) : 0,
            policy.PendingInboundCutoff is { } inbound ? await stores.DeleteExpiredPendingInboundAsync(inbound, cancellationToken).ConfigureAwait(false) : 0,
            policy.BaseKeyCutoff is { } baseKeys ? await stores.DeleteExpiredBaseKeysAsync(baseKeys, cancellationToken).ConfigureAwait(false) : 0,
            policy.MsgSecretCutoff is { } secrets ? await stores.DeleteExpiredMsgSecretsAsync(secrets, cancellationToken).ConfigureAwait(false) : 0,
            policy is { TcTokenCutoff: { } token, TcTokenSenderCutoff: { } sender }
                ? await stores.DeleteExpiredTcTokensAsync(token, sender, cancellationToken).ConfigureAwait(false)
                : 0);
    }
}
