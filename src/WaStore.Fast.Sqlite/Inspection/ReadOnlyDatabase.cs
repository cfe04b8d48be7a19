using System.Text;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>Reads a database and leaves its folder byte for byte as it was, also where it cannot be written (design.md, "migrating on open").</summary>
/// <remarks>
/// <para>SQLite's own read-only mode is not enough: to read a WAL database it makes -wal and -shm files, or fails where it cannot.</para>
/// <list type="number">
/// <item>Nobody works on the file (<see cref="DatabaseFiles.IsAtRest"/>) and its schema is the newest: it is opened <c>immutable=1</c>, which reads the one
/// file without locks. If the file looks different afterwards, the answer is dropped and the next way is taken.</item>
/// <item>Else a private copy of the file and its log is opened, recovered and, if it is older, migrated there.</item>
/// </list>
/// </remarks>
static class ReadOnlyDatabase
{
    /// <summary>Answers what <paramref name="read"/> reads. It may be called twice, and only the second answer counts then.</summary>
    /// <param name="path">A plain path. A file that this process has open as a store is refused.</param>
    /// <param name="read">Reads; it gets the connection, what was migrated before the copy was, and how the file was opened.</param>
    /// <param name="cancellationToken">Checked while copying and between the steps.</param>
    /// <exception cref="StoreException">The file is open here, cannot be read, is no database, or holds no store of this kind.</exception>
    internal static TResult Read<TResult>(string path, Func<ReadOnlyView, TResult> read, CancellationToken cancellationToken)
    {
        var files = DatabaseFiles.At(path);
        return files.IsAtRest && TryReadInPlace(files, read, cancellationToken, out var result)
            ? result
            : ReadCopy(files, read, cancellationToken);
    }

    static bool TryReadInPlace<TResult>(DatabaseFiles files, Func<ReadOnlyView, TResult> read, CancellationToken cancellationToken, out TResult result)
    {
        using var reading = OpenFiles.Read(files.Main);
        var before = files.Stamp();
        try
        {
            using var connection = Open(ImmutableUri(files.Main), NativeConnection.OpenReadOnly | NativeConnection.OpenUri, out var migrations);
            cancellationToken.ThrowIfCancellationRequested();
            if (migrations.Missing.Count > 0)
            {
                result = default!;
                return false;
            }

            result = read(new ReadOnlyView(connection, migrations, InspectionSource.TheFile, files));
        }
        catch (StoreException) when (HasChanged(files, before))
        {
            // Somebody began to write while we read without locks: what failed is our view, not the file.
            result = default!;
            return false;
        }

        return !HasChanged(files, before);
    }

    static bool HasChanged(DatabaseFiles files, FileStamp before) => !files.IsAtRest || files.Stamp() != before;

    static TResult ReadCopy<TResult>(DatabaseFiles files, Func<ReadOnlyView, TResult> read, CancellationToken cancellationToken)
    {
        using var copy = TakeCopy(files, cancellationToken);
        using var connection = Open(copy.DatabasePath, NativeConnection.OpenReadWrite, out var migrations);
        Upkeep.DoNotSync(connection);
        var source = InspectionSource.Copy;
        if (migrations.Missing.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = Migrator.Apply(new NativeSchemaConnection(connection));
            source = InspectionSource.MigratedCopy;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return read(new ReadOnlyView(connection, migrations, source, files));
    }

    static PrivateCopy TakeCopy(DatabaseFiles files, CancellationToken cancellationToken)
    {
        using var reading = OpenFiles.Read(files.Main);
        return PrivateCopy.Take(files, TimeProvider.System, cancellationToken);
    }

    static NativeConnection Open(string filename, int flags, out MigrationState migrations)
    {
        NativeConnection? connection = null;
        try
        {
            connection = NativeConnection.Open(filename, flags);
            migrations = MigrationState.Read(new NativeSchemaConnection(connection));
            migrations.EnsureStore();
            return connection;
        }
        catch (StoreException exception) when (exception.SqliteErrorCode is { } code && ResultCode.Primary(code) == ResultCode.NotADatabase)
        {
            connection?.Dispose();
            throw StoreException.Connection("it is not a SQLite database, or it is an encrypted one", exception, code);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    // What SQLite reads in the path part of a URI: '%' begins an escape, '?' and '#' end the path, a backslash is no separator.
    static string ImmutableUri(string path)
    {
        var uri = new StringBuilder("file:");
        if (OperatingSystem.IsWindows())
        {
            path = "/" + path.Replace('\\', '/');
        }

        return uri.Append("//").Append(path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal))
            .Append("?immutable=1").ToString();
    }
}

/// <summary>What a reader of <see cref="ReadOnlyDatabase"/> gets.</summary>
/// <param name="Connection">The open connection, to the file or to its copy.</param>
/// <param name="Migrations">Which migrations the file itself has seen.</param>
/// <param name="Source">What is read.</param>
/// <param name="Files">The files that were asked for, not those of the copy.</param>
readonly record struct ReadOnlyView(NativeConnection Connection, MigrationState Migrations, InspectionSource Source, DatabaseFiles Files);
