using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>What a store's file holds, read without changing its folder by a byte. No key, secret, token or message is in it.</summary>
public sealed record StoreInspection
{
    /// <summary>The SQLite library that read it, which is the one that this process would open it with, and the verdict on it.</summary>
    public required SqliteLibraryInfo Library { get; init; }

    /// <summary>The file that was read, symbolic links resolved.</summary>
    public required string Path { get; init; }

    /// <summary>What was read of it.</summary>
    public required InspectionSource Source { get; init; }

    /// <summary>How large it is.</summary>
    public required FileInspection File { get; init; }

    /// <summary>Which migrations it has seen.</summary>
    public required MigrationInspection Migrations { get; init; }

    /// <summary>Its accounts, ids ascending.</summary>
    public required IReadOnlyList<AccountInspection> Accounts { get; init; }

    /// <summary>Inspects the store in the file at <paramref name="path"/>.</summary>
    /// <remarks>
    /// <para>Where nobody works on the file it is read in place, without locks. Otherwise, and when it is older than the newest schema, a copy of it and its
    /// log is read in a private folder under the system's temporary one, which is removed afterwards; it holds the file's keys meanwhile.</para>
    /// <para>For a file that this process has <em>not</em> open: reading it with another descriptor, and closing that, would drop the process's locks on it (design.md,
    /// "the open file"). A file that is open as a store here is refused; one that this process opened through another client is not noticed.</para>
    /// </remarks>
    /// <exception cref="StoreException">
    /// Connection: it is open here, no such file, a folder, an empty file, not a SQLite database, or it never stood still. Io: it cannot be read. Validation: it is a
    /// database of something else. Migration or Database: the migration of the copy, or reading, failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public static StoreInspection Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadOnlyDatabase.Read(path, Read, cancellationToken);
    }

    static StoreInspection Read(ReadOnlyView view)
    {
        var connection = view.Connection;
        connection.BeginRead();
        var (main, wal) = view.Files.Sizes();
        var inspection = new StoreInspection
        {
            Library = SqliteLibrary.EnsureLoaded(),
            Path = view.Files.Main,
            Source = view.Source,
            File = new FileInspection(
                main,
                wal,
                Upkeep.PageSize(connection) ?? 0,
                Upkeep.CountPages(connection) ?? 0,
                Upkeep.CountFreePages(connection) ?? 0),
            Migrations = MigrationInspection.Of(view.Migrations),
            Accounts = new AccountStatistics(connection, SchemaShape.Read(new NativeSchemaConnection(connection))).Read(),
        };
        connection.Rollback();
        return inspection;
    }
}

/// <summary>How large a database is.</summary>
/// <param name="Bytes">The main file.</param>
/// <param name="WalBytes">Its log; 0 when there is none.</param>
/// <param name="PageSize">Bytes per page.</param>
/// <param name="Pages">Pages of the database, the log applied.</param>
/// <param name="FreePages">Pages that hold nothing.</param>
public sealed record FileInspection(long Bytes, long WalBytes, long PageSize, long Pages, long FreePages);

/// <summary>Which migrations a file has seen, next to those that this library knows.</summary>
/// <param name="Known">How many this library knows.</param>
/// <param name="Applied">How many of those the file has seen.</param>
/// <param name="Missing">Known and not applied, as version and name, in order.</param>
/// <param name="Unknown">Applied and not known: a newer client's, or those of another owner of tables in the same file. Left alone.</param>
public sealed record MigrationInspection(int Known, int Applied, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown)
{
    internal static MigrationInspection Of(MigrationState state) => new(
        state.Applied.Count + state.Missing.Count,
        state.Applied.Count,
        [.. state.Missing.Select(migration => migration.ToString())],
        state.Unknown);
}
