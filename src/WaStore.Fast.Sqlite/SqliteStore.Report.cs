using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// Memory is an upper bound: as many pages as the file has, at most the cache of <see cref="SqliteOptions.CacheSizeKib"/>, for each open connection of the database
    /// (spec/storage.md 1.5). Nothing is known while every connection is in use: it never waits, and never says zero instead.
    /// </remarks>
    public override async ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var impatience = new CancellationTokenSource();
        var reading = ReadAsync(0, static (connection, _) => Upkeep.CountPages(connection), snapshot: false, impatience.Token).AsTask();
        if (!reading.IsCompleted)
        {
            await impatience.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            return await reading.ConfigureAwait(false) is { } pages
                ? new ResourceReport(Database.CacheBound(pages), pages, IoRead: null, IoWrite: null)
                : ResourceReport.Unknown;
        }
        catch (Exception exception) when (exception is OperationCanceledException or StoreException)
        {
            return ResourceReport.Unknown;
        }
    }
}
