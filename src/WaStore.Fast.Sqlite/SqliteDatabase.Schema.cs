using System.Globalization;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>The store's own schema, as the engine sees it.</summary>
    sealed class StoreSchema(SqliteOptions options) : ISchemaSource
    {
        bool _copied;

        public void Prepare(NativeConnection writer, DatabaseLocation location)
        {
            var connection = new NativeSchemaConnection(writer);
            MigrationState state = MigrationState.Read(connection);
            if (state.Missing.Count > 0)
            {
                bool isNew = writer.QueryInt64("SELECT count(*) FROM sqlite_master") == 0;
                if (!isNew)
                {
                    BeforeMigration(writer, location, state);
                }

                _ = Migrator.Apply(connection);
            }

            OwnIndexes.Apply(connection, SchemaShape.Read(connection));
        }

        public ISchemaShape Read(NativeConnection connection)
        {
            var adapter = new NativeSchemaConnection(connection);
            SchemaShape shape = SchemaShape.Read(adapter);
            shape.EnsureUsable(MigrationState.Read(adapter));
            return shape;
        }

        void BeforeMigration(NativeConnection writer, DatabaseLocation location, MigrationState state)
        {
            if (options.MigrateOnOpen == MigrateOnOpen.Refuse)
            {
                throw StoreException.Migration($"'{location.Display}' is of an older schema and MigrateOnOpen is Refuse ({state.Describe()})");
            }

            // Opening is repeated when another process is in the way; one copy is enough.
            if (options.MigrateOnOpen == MigrateOnOpen.CopyFirst && location.Path is { } path && !_copied)
            {
                long seconds = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
                DatabaseCopy.Write(writer, string.Create(CultureInfo.InvariantCulture, $"{path}.before-migration-{seconds}"));
                _copied = true;
            }
        }
    }
}
