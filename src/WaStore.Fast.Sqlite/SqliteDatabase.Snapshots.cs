using System.Globalization;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>Copies the file as it is now, all accounts in it, beside itself: <c>PATH.snapshot-SECONDS-NAME</c>.</summary>
    /// <remarks>
    /// One view of the file, by SQLite's backup API. In WAL mode others go on reading and writing meanwhile, and the WAL grows until the copy is done; where the file
    /// has no WAL, writes wait. The copy and its extra content can be read by their owner alone. No file beside the database goes into a copy, so none that says
    /// that it was shut down cleanly: who opens a copy has an old state.
    /// </remarks>
    /// <param name="name">Becomes part of the file's name, cleaned: ASCII letters, digits, <c>_ - .</c>; at most 100 bytes (spec/storage.md 4.10).</param>
    /// <param name="extra">Written to <c>….json</c> beside the copy, whatever it is; null writes none.</param>
    /// <param name="progress">Told about every MiB, on the thread that copies.</param>
    /// <param name="cancellationToken">Ends the copy between two steps; no file is left.</param>
    /// <exception cref="StoreException">
    /// InvalidConfig: a name of nothing or too long, or a database in memory. Connection: a snapshot of this name was made in this second. Io: the folder cannot be
    /// written. Database: SQLite failed, for instance on a full disk. No file is left.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file is left.</exception>
    public async ValueTask<SnapshotReport> SnapshotAsync(
        string name, ReadOnlyMemory<byte>? extra = null, IProgress<SnapshotProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        cancellationToken.ThrowIfCancellationRequested();
        var clean = SqliteSnapshotName.Clean(name);
        var path = Path ?? throw StoreException.InvalidConfig("a database in memory has no folder for a snapshot");
        var seconds = _options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var target = string.Create(CultureInfo.InvariantCulture, $"{path}{SnapshotRetention.Infix}{seconds}-{clean}");
        var view = await OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            // As long as the file is big: not on the caller's thread.
            await Task.Run(() => view.ReadAsync(
                nameof(SnapshotAsync),
                (target, progress, cancellationToken),
                static (connection, call) =>
                {
                    DatabaseCopy.Write(connection, call.target, (copied, pages) => call.progress?.Report(new SnapshotProgress(copied, pages)), call.cancellationToken);
                    return 0;
                },
                cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        }

        var extraPath = extra is { } content ? WriteExtra(target, content.Span) : null;
        var (deleted, kept) = _options.SnapshotsToKeep is { } keep ? SnapshotRetention.Apply(path, target, keep, _options.Logger) : ([], []);
        return new SnapshotReport(target, extraPath, deleted, kept);
    }

    static string WriteExtra(string target, ReadOnlySpan<byte> content)
    {
        var path = $"{target}.json";
        var created = false;
        try
        {
            using var file = PrivateFile.CreateNew(path);
            created = true;
            file.Write(content);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            File.Delete(target);
            if (created)
            {
                File.Delete(path);
            }

            throw exception as StoreException ?? StoreException.Io(exception);
        }
    }
}

/// <summary>How far a snapshot is.</summary>
/// <param name="CopiedPages">The pages that are in the copy.</param>
/// <param name="Pages">The pages of the database.</param>
public readonly record struct SnapshotProgress(int CopiedPages, int Pages);

/// <summary>What a snapshot did.</summary>
/// <param name="Path">The copy.</param>
/// <param name="ExtraPath">The extra content beside it, or null when there is none.</param>
/// <param name="Deleted">Older snapshots of this database that are gone, by <see cref="SqliteOptions.SnapshotsToKeep"/>.</param>
/// <param name="Undeleted">Older ones that should be gone and could not be deleted; the log says why.</param>
public sealed record SnapshotReport(string Path, string? ExtraPath, IReadOnlyList<string> Deleted, IReadOnlyList<string> Undeleted);
