using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>The store's reads over any connection, for instance one that <c>ReadOnlyDatabase</c> opened. Each completes synchronously.</summary>
sealed class ConnectionReads(NativeConnection connection, int deviceId)
    : SqliteReads(new SqliteStoreContext(deviceId, TimeProvider.System, KeySource: null, new CorruptRows(new SqliteOptions())))
{
    public override ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(ResourceReport.Unknown);

    private protected override ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        ValueTask.FromResult(read(connection, state));
}
