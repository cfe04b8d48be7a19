using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class SchemaShapeTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public void Required_schema_is_the_newest_without_the_column_that_upstream_drops()
    {
        using var connection = _database.CreateAtStage(24);
        var columns = connection.QueryTexts(
            """
            SELECT t.name || '.' || c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '!_!_diesel%' ESCAPE '!'
            """);

        Assert.Equal(
            columns.Where(column => column != "msg_secrets.created_at").Order(StringComparer.Ordinal),
            RequiredSchema.Tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shape_knows_tables_columns_and_indexes_without_regard_to_case()
    {
        using var connection = _database.CreateAtStage(24);

        var shape = SchemaShape.Read(connection);

        Assert.True(shape.HasTable("Sessions"));
        Assert.False(shape.HasTable("session"));
        Assert.True(shape.HasColumn("MSG_SECRETS", "Created_At"));
        Assert.False(shape.HasColumn("device", "status_privacy"));
        Assert.True(shape.HasIndex("idx_sessions_device_id"));
        Assert.False(shape.HasIndex("sessions"));
        Assert.Empty(shape.MissingTables);
        Assert.Empty(shape.MissingColumns);
    }

    [Fact]
    public void Files_that_are_alike_share_one_shape_and_others_keep_their_own()
    {
        using var connection = _database.CreateAtStage(24);
        connection.Execute("CREATE TABLE only_here(a)");
        var shape = SchemaShape.Read(connection).Shared();
        // Another test's file may come between, and is the newest then; not time and again.
        Assert.Contains(Enumerable.Range(0, 1_000), _ => ReferenceEquals(SchemaShape.Read(connection).Shared(), SchemaShape.Read(connection).Shared()));
        foreach (var change in (string[])["CREATE VIRTUAL TABLE and_here USING fts5vocab('only_here', 'row')", "ALTER TABLE only_here ADD COLUMN b", "CREATE INDEX here_too ON only_here(b)"])
        {
            connection.Execute(change);
            var changed = SchemaShape.Read(connection);
            Assert.Same(changed, changed.Shared());
            Assert.NotSame(shape, changed);
            shape = changed;
        }

        Assert.True(shape.HasTable("and_here") && shape.HasColumn("only_here", "b") && shape.HasIndex("here_too"));
    }

    [Fact]
    public void A_newer_upstreams_changes_are_seen_and_accepted()
    {
        using var connection = _database.CreateAtStage(24);
        LaterUpstream.Migrate(connection);

        var shape = SchemaShape.Read(connection);

        Assert.False(shape.HasColumn("msg_secrets", "created_at"));
        Assert.True(shape.HasColumn("device", "status_privacy"));
        shape.EnsureUsable(MigrationState.Read(connection));
    }

    [Fact]
    public void A_newer_schema_without_a_table_that_we_need_is_refused_by_name()
    {
        using var connection = _database.CreateAtStage(24);
        connection.Execute(
            """
            DROP TABLE group_metadata;
            ALTER TABLE sessions RENAME COLUMN record TO body;
            INSERT INTO __diesel_schema_migrations (version) VALUES ('20270101000000');
            """);

        var shape = SchemaShape.Read(connection);
        var error = Assert.Throws<StoreException>(() => shape.EnsureUsable(MigrationState.Read(connection)));

        Assert.Equal(StoreErrorKind.Migration, error.Kind);
        Assert.Contains("newer schema", error.Message, StringComparison.Ordinal);
        Assert.Contains("table group_metadata, column sessions.record", error.Message, StringComparison.Ordinal);
        Assert.Contains("unknown: 20270101000000", error.Message, StringComparison.Ordinal);
        Assert.Equal(["group_metadata"], shape.MissingTables);
        Assert.Equal(["sessions.record"], shape.MissingColumns);
    }

    [Fact]
    public void An_incomplete_schema_without_unknown_versions_is_called_incomplete()
    {
        using var connection = _database.CreateAtStage(24);
        connection.Execute("DROP TABLE sessions");

        var error = Assert.Throws<StoreException>(() => SchemaShape.Read(connection).EnsureUsable(MigrationState.Read(connection)));

        Assert.Contains("incomplete schema", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _database.Dispose();
}
