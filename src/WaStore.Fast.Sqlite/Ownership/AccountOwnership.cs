using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>The ownership of one account of a handle's database.</summary>
sealed class AccountOwnership(DatabaseOwnership database, int account) : ISignalOwnership
{
    public async ValueTask<ISignalLease> AcquireAsync(CancellationToken cancellationToken = default) =>
        await database.AcquireAsync(account, cancellationToken).ConfigureAwait(false);
}
