using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class OwnIndexesTests : IDisposable
{
    const string OwnNames = "SELECT name FROM sqlite_master WHERE name LIKE 'wsf!_%' ESCAPE '!' ORDER BY name";

    readonly TempDatabase _database = new();

    [Theory]
    [InlineData("DELETE FROM sender_key_devices WHERE device_id = 1 AND device_jid = 'x'", "wsf_sender_key_devices_device (device_id=? AND device_jid=?)")]
    [InlineData("DELETE FROM base_keys WHERE device_id = 1 AND created_at < 5", "wsf_base_keys_created (device_id=? AND created_at<?)")]
    public void Each_index_replaces_the_scan_that_it_is_for(string statement, string plan)
    {
        using var connection = _database.CreateAtStage(24);
        Assert.DoesNotContain(plan, Plan(connection, statement), StringComparison.Ordinal);

        OwnIndexes.Apply(connection, SchemaShape.Read(connection));

        Assert.Contains(plan, Plan(connection, statement), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_again_writes_nothing()
    {
        using var connection = _database.CreateAtStage(24);
        OwnIndexes.Apply(connection, SchemaShape.Read(connection));
        using var observer = new WitnessConnection(_database.Path);
        var before = observer.QueryTexts("PRAGMA data_version");

        OwnIndexes.Apply(connection, SchemaShape.Read(connection));

        Assert.Equal(before, observer.QueryTexts("PRAGMA data_version"));
    }

    [Fact]
    public void Later_upstream_migrates_past_our_indexes_and_its_own_replace_them()
    {
        using var connection = _database.CreateAtStage(24);
        OwnIndexes.Apply(connection, SchemaShape.Read(connection));
        Assert.Equal(["wsf_base_keys_created", "wsf_sender_key_devices_device"], connection.QueryTexts(OwnNames));

        LaterUpstream.Migrate(connection);
        OwnIndexes.Apply(connection, SchemaShape.Read(connection));

        Assert.Empty(connection.QueryTexts(OwnNames));
    }

    [Fact]
    public void A_file_with_upstreams_own_indexes_gets_none_of_ours()
    {
        using var connection = _database.CreateAtStage(24);
        LaterUpstream.Migrate(connection);

        OwnIndexes.Apply(connection, SchemaShape.Read(connection));

        Assert.Empty(connection.QueryTexts(OwnNames));
    }

    public void Dispose() => _database.Dispose();

    static string Plan(WitnessConnection connection, string statement) =>
        string.Join('\n', connection.QueryRows("EXPLAIN QUERY PLAN " + statement).Select(row => (string)row[3]!));
}
