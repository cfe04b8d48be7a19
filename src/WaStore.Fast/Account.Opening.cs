using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast;

/// <summary>Opens accounts.</summary>
public static class Account
{
    /// <summary>Opens an account with libsignal's records.</summary>
    /// <inheritdoc cref="OpenAsync{TSession, TSenderKey}" path="/*[not(self::summary)]"/>
    public static ValueTask<Account<SessionRecord, SenderKeyRecord>> OpenAsync(IBackend backend, AccountOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync<SessionRecord, SenderKeyRecord>(backend, options, cancellationToken);

    /// <summary>Opens the account that <paramref name="backend"/> is.</summary>
    /// <remarks>
    /// Takes the Signal state if the store has owners, reads the device and the LID-PN mappings, starts the maintenance. If any of that fails, what was opened is closed and nothing
    /// stays. An account that does not exist yet gets a device from <see cref="Devices.PersistenceOptions.DeviceKeySource"/>, or opens without one.
    /// </remarks>
    /// <typeparam name="TSession">The session record.</typeparam>
    /// <typeparam name="TSenderKey">The sender-key record.</typeparam>
    /// <param name="backend">
    /// The account's store; it is not disposed with the account. It should list a user's addresses itself (<see cref="ISignalReads.GetSignalAddressesAsync"/>): what is learnt of a
    /// user moves his sessions.
    /// </param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option makes no sense; nothing was opened.</exception>
    /// <exception cref="StoreException">
    /// Somebody else has the account (Connection, naming the holder), or another cache of this process (Validation); the device row cannot be decoded; or the store failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open.</exception>
    public static async ValueTask<Account<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(
        IBackend backend, AccountOptions? options = null, CancellationToken cancellationToken = default)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        ArgumentNullException.ThrowIfNull(backend);
        return await AccountOpening<TSession, TSenderKey>.OpenAsync(
            backend, owned: null, (options ?? new AccountOptions()).Checked(), static opening => new Account<TSession, TSenderKey>(opening), cancellationToken).ConfigureAwait(false);
    }
}

public partial class Account<TSession, TSenderKey>
{
    internal async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_options.WarmUpLidPn)
        {
            await LidPn.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_options.StartMaintenance)
        {
            Maintenance.Start();
        }
    }
}
