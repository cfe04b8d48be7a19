using System.Globalization;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Upgrade;

/// <summary>
/// The store's own schema, as the engine sees it: brings a file to where the statements need it, by <see cref="MigrateOnOpen"/>. Opening is repeated when another process
/// is in the way, so everything here can be, and what was done is gathered over all attempts.
/// </summary>
sealed class StoreSchema(ConnectionFactory connections, MigrateOnOpen policy, TimeProvider clock) : ISchemaSource
{
    readonly List<Migration> _applied = [];
    IReadOnlyList<ReencodedBlobs> _reencoded = [];
    OwnIndexChanges _indexes = OwnIndexChanges.None;
    string? _copy;

    /// <summary>Whether only a file that is a store already will do: nothing is created then, and no table is put into somebody else's database.</summary>
    internal bool MustBeStore { get; init; }

    /// <summary>Told what is going on, on the thread that opens.</summary>
    internal IProgress<MigrationProgress>? Progress { get; init; }

    /// <summary>Looked at between the steps; what is done stays done.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>What has been changed so far.</summary>
    internal MigrationReport Report => new()
    {
        Applied = [.. _applied.Select(migration => migration.ToString())],
        Reencoded = _reencoded,
        CopyPath = _copy,
        AddedIndexes = _indexes.Added,
        DroppedIndexes = _indexes.Dropped,
    };

    public void Examine()
    {
        if (MustBeStore)
        {
            // Says why a path is no file that could be a store.
            _ = DatabaseFiles.At(connections.Location.Path ?? throw StoreException.InvalidConfig("a database in memory has no file to migrate"));
        }
        else if (policy != MigrateOnOpen.Refuse || connections.Location.Path is not { } path || FileStamp.Of(path).Length == 0)
        {
            return;
        }

        using NativeConnection reader = connections.OpenReader();
        var state = MigrationState.Read(new NativeSchemaConnection(reader));
        if (MustBeStore)
        {
            state.EnsureStore();
        }
        else
        {
            RefuseIfOlder(reader, state);
        }
    }

    public void Prepare(NativeConnection writer, DatabaseLocation location)
    {
        var connection = new NativeSchemaConnection(writer);
        MigrationState state = MigrationState.Read(connection);
        bool isNew = IsNew(writer, state);
        if (policy == MigrateOnOpen.Refuse && !isNew)
        {
            // Again, for databases in memory and for whoever was faster than our first look.
            RefuseIfOlder(writer, state);
            return;
        }

        if (state.Missing.Count > 0)
        {
            if (!isNew)
            {
                KeepCopy(writer, location);
            }

            Migrate(connection, state);
        }

        // Where something is missing that the statements need, it is said by name here, before one of them fails.
        SchemaShape shape = ReadShape(writer);
        writer.UseSchema(shape);
        if (LegacyBlobs.Any(writer))
        {
            KeepCopy(writer, location);
            Begin(new MigrationProgress(MigrationStep.Reencoding, Detail: null, Number: 1, Count: 1));
            _reencoded = LegacyBlobs.Reencode(writer);
        }

        _indexes = _indexes.Then(OwnIndexes.Apply(connection, shape));
    }

    public ISchemaShape Read(NativeConnection connection) => ReadShape(connection).Shared();

    static SchemaShape ReadShape(NativeConnection connection)
    {
        var adapter = new NativeSchemaConnection(connection);
        SchemaShape shape = SchemaShape.Read(adapter);
        shape.EnsureUsable(MigrationState.Read(adapter));
        return shape;
    }

    static bool IsNew(NativeConnection connection, MigrationState state) =>
        state.Applied.Count == 0 && connection.QueryInt64("SELECT count(*) FROM sqlite_master") == 0;

    void RefuseIfOlder(NativeConnection connection, MigrationState state)
    {
        if (state.Missing.Count > 0 && !IsNew(connection, state))
        {
            throw StoreException.Migration($"'{connections.Location.Display}' is of an older schema and MigrateOnOpen is Refuse ({state.Describe()})");
        }
    }

    void Migrate(NativeSchemaConnection connection, MigrationState state)
    {
        int number = 0;
        Migrator.Apply(
            connection,
            migration => Begin(new MigrationProgress(MigrationStep.Migrating, migration.ToString(), ++number, state.Missing.Count)),
            _applied.Add);
    }

    void Begin(MigrationProgress step)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(step);
    }

    /// <summary>
    /// Keeps one copy of the file, if that is asked for. Under the write lock, so that of two processes that come at once each finds a name of its own.
    /// </summary>
    void KeepCopy(NativeConnection writer, DatabaseLocation location)
    {
        if (policy != MigrateOnOpen.CopyFirst || _copy is not null || location.Path is not { } path)
        {
            return;
        }

        new NativeSchemaConnection(writer).RunImmediate(() =>
        {
            string copy = FreeName(path);
            Begin(new MigrationProgress(MigrationStep.Copying, copy, Number: 0, Count: 1));
            try
            {
                Copy($"{path}.before-migration.unfinished", copy);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw StoreException.Io(exception);
            }

            _copy = copy;
        });
    }

    void Copy(string unfinished, string copy)
    {
        // Of a process that died over it. What stands under the final name is complete.
        File.Delete(unfinished);
        using (NativeConnection reader = connections.OpenReader())
        {
            DatabaseCopy.Write(reader, unfinished, (copied, pages) => Progress?.Report(new MigrationProgress(MigrationStep.Copying, copy, copied, pages)), Cancellation);
        }

#pragma warning disable RS0030 // A copy that no connection has open any more.
        File.Move(unfinished, copy);
#pragma warning restore RS0030
    }

    string FreeName(string path)
    {
        string first = string.Create(CultureInfo.InvariantCulture, $"{path}.before-migration-{clock.GetUtcNow().ToUnixTimeSeconds()}");
        string name = first;
        for (int number = 2; File.Exists(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
        }

        return name;
    }
}
