using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;
using static WaStore.Fast.Contracts.Samples.FilledAccount;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>Corrupt rows are set aside by the lane, before anything that could lose them, and cost nothing where there are none.</summary>
public sealed class QuarantineTests : StoreTest
{
    const string OneCopy = "SELECT group_concat(column_name || ' ' || typeof(value) || ' ' || quote(value), ', ') FROM (SELECT * FROM wsf_quarantine ORDER BY position) GROUP BY fingerprint";

    [Fact]
    public async Task A_row_is_set_aside_before_the_write_that_replaces_it_with_every_column_and_its_type()
    {
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = 'no blob'");
        Assert.Null(await Store.TryGetVersionAsync(Collection));
        Assert.Empty(Tables());

        await Store.SetVersionAsync(Collection, Sample.State(2));

        Assert.Equal(["name text 'regular', state_data text 'no blob', device_id integer 1"], Witnessed(OneCopy));
        Assert.Equal(Sample.State(2), await Store.TryGetVersionAsync(Collection));
        var counted = Assert.Single(await Store.Database.GetQuarantineAsync());
        Assert.Equal((1, "app_state_versions", 1L), (counted.DeviceId, counted.Table, counted.Rows));
        Assert.Equal((1, 0), (Store.Health.SetAside, Store.Health.NotSetAside));
    }

    [Fact]
    public async Task A_sweep_loses_no_corrupt_row_that_was_read()
    {
        _ = await Store.PutMsgSecretsAsync(Sample.Of(Sample.Secret("m", 1, expiresAt: 5)));
        Damage("UPDATE msg_secrets SET secret = x'0102'");
        Assert.Null(await Store.GetMsgSecretAsync("chat@g.us", "1@lid", "m"));

        Assert.Equal(1, await Store.DeleteExpiredMsgSecretsAsync(10));

        Assert.Contains("secret blob X'0102'", Assert.Single(Witnessed(OneCopy)), StringComparison.Ordinal);
        Assert.Equal(["0"], Witnessed("SELECT COUNT(*) FROM msg_secrets"));
    }

    [Fact]
    public async Task A_batch_that_reads_and_replaces_a_row_keeps_it()
    {
        await Store.PutSessionAsync(Address, Sample.Blob(10, 1));
        Damage("UPDATE sessions SET record = 17");
        var batch = new StoreBatch();
        batch.Add(async (unitOfWork, ct) =>
        {
            Assert.Null(await unitOfWork.GetSessionAsync(Address, ct));
            await unitOfWork.PutSessionAsync(Address, Sample.Blob(10, 2), ct);
        });

        await Store.CommitAsync(batch);

        Assert.Contains("record integer 17", Assert.Single(Witnessed(OneCopy)), StringComparison.Ordinal);
        Assert.Equal(1, Store.Health.SetAside);
    }

    [Fact]
    public async Task What_was_rolled_back_with_a_write_is_set_aside_with_the_next_one()
    {
        await Store.PutSessionAsync(Address, Sample.Blob(10, 1));
        Damage("UPDATE sessions SET record = 1.5");
        Assert.Null(await Store.GetSessionAsync(Address));
        var batch = new StoreBatch();
        batch.PutSession(Address, Sample.Blob(10, 2));
        batch.Add(static (_, _) => throw new NotSupportedException("the bot's own"));

        await Assert.ThrowsAsync<NotSupportedException>(async () => await Store.CommitAsync(batch));
        Assert.Empty(Tables());
        Assert.Equal(0, Store.Health.SetAside);
        await Store.DeleteSessionAsync(Address);

        Assert.Contains("record real 1.5", Assert.Single(Witnessed(OneCopy)), StringComparison.Ordinal);
        Assert.Equal(1, Store.Health.SetAside);
    }

    [Fact]
    public async Task The_same_bytes_are_set_aside_once_and_other_bytes_again()
    {
        foreach (var bytes in new[] { "x'01'", "x'01'", "x'02'", "x'01'" })
        {
            await Store.SetVersionAsync(Collection, Sample.State(1));
            Damage($"UPDATE app_state_versions SET state_data = {bytes}");
            Assert.Null(await Store.TryGetVersionAsync(Collection));
            Assert.Null(await Store.TryGetVersionAsync(Collection));
        }

        await Store.PutSessionAsync(Address, default);

        Assert.Equal(["2"], Witnessed("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
        Assert.Equal((8, 2), (Store.Health.UndecodableVersions, Store.Health.SetAside));
    }

    [Fact]
    public async Task A_file_that_is_opened_again_keeps_each_row_once()
    {
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01'");
        for (var i = 0; i < 2; i++)
        {
            await using var again = await SqliteStore.OpenAsync(DatabasePath);
            Assert.Null(await again.TryGetVersionAsync(Collection));
        }

        Assert.Equal(["1"], Witnessed("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
    }

    [Fact]
    public async Task A_row_that_changed_meanwhile_is_not_set_aside()
    {
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01'");
        Assert.Null(await Store.TryGetVersionAsync(Collection));
        Damage("UPDATE app_state_versions SET state_data = x'02'");

        await Store.PutSessionAsync(Address, default);

        Assert.Equal(["0"], Witnessed("SELECT COUNT(*) FROM wsf_quarantine"));
        Assert.Equal((0, 0), (Store.Health.SetAside, Store.Health.NotSetAside));
    }

    [Fact]
    public async Task Without_a_write_it_is_done_when_the_lane_is_idle()
    {
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01'");

        Assert.Null(await Store.TryGetVersionAsync(Collection));

        for (var i = 0; i < 500 && Store.Health.SetAside == 0; i++)
        {
            await Task.Delay(20);
        }

        Assert.Equal(1, Store.Health.SetAside);
        Assert.Equal(["1"], Witnessed("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
    }

    [Fact]
    public async Task A_row_that_is_read_all_the_time_causes_one_write()
    {
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01'");
        Assert.Null(await Store.TryGetVersionAsync(Collection));
        await Store.PutSessionAsync(Address, default);
        var before = Store.Database.Counters;

        for (var i = 0; i < 50; i++)
        {
            Assert.Null(await Store.TryGetVersionAsync(Collection));
        }

        await Store.PutSessionAsync(Address, default);
        // The reads, the write, its BEGIN and COMMIT.
        Assert.Equal((53, 1), ((Store.Database.Counters - before).Executions, (Store.Database.Counters - before).Transactions));
    }

    [Fact]
    public async Task Closing_sets_the_last_ones_aside()
    {
        using var folder = new TempFolder();
        await using (var store = await SqliteStore.OpenAsync(folder.At("store.db")))
        {
            await store.SetVersionAsync(Collection, Sample.State(1));
            using (var witness = new WitnessConnection(folder.At("store.db")))
            {
                witness.Execute("UPDATE app_state_versions SET state_data = x'01'");
            }

            Assert.Null(await store.TryGetVersionAsync(Collection));
        }

        using var after = new WitnessConnection(folder.At("store.db"));
        Assert.Equal(["1"], after.QueryTexts("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
    }

    [Fact]
    public async Task Of_the_device_row_only_the_chain_is_set_aside()
    {
        Damage("UPDATE device SET server_cert_chain = x'FF'");
        Assert.Null((await Store.LoadAsync())!.ServerCertChain);

        await Store.PutSessionAsync(Address, default);

        Assert.Equal(["id integer 1, server_cert_chain blob X'FF'"], Witnessed(OneCopy));
    }

    [Fact]
    public async Task Columns_of_a_newer_upstream_are_kept_too()
    {
        Damage("ALTER TABLE sessions ADD COLUMN \"odd \"\"name\" BLOB DEFAULT x'AB'");
        await Store.PutSessionAsync(Address, Sample.Blob(10, 1));
        Damage("UPDATE sessions SET record = 'text'");
        Assert.False(await Store.HasSessionAsync(Address));

        await Store.DeleteSessionAsync(Address);

        Assert.Contains("odd \"name blob X'AB'", Assert.Single(Witnessed(OneCopy)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_or_resetting_an_account_removes_its_rows_alone(bool reset)
    {
        foreach (var id in new[] { 1, 2 })
        {
            await Account(id).SetVersionAsync(Collection, Sample.State(1));
        }

        Damage("UPDATE app_state_versions SET state_data = x'01'");
        Assert.Null(await Account(1).TryGetVersionAsync(Collection));
        Assert.Null(await Account(2).TryGetVersionAsync(Collection));

        await (reset ? Account(2).ResetAsync(1, Sample.Keys(3)) : Account(2).RemoveAsync(1));

        Assert.Equal(["2"], Witnessed("SELECT DISTINCT device_id FROM wsf_quarantine"));
        await Account(1).SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01' WHERE device_id = 1");
        Assert.Null(await Account(1).TryGetVersionAsync(Collection));
        await Account(1).PutSessionAsync(Address, default);
        Assert.Equal(["1", "2"], Witnessed("SELECT DISTINCT device_id FROM wsf_quarantine ORDER BY 1"));
    }

    [Fact]
    public async Task A_session_that_the_layer_above_cannot_decode_is_set_aside_on_its_word()
    {
        await Store.PutSessionAsync(Address, Sample.Blob(10, 1));

        Assert.False(await Store.SetAsideSessionAsync(Address, Sample.Blob(10, 2)));
        Assert.False(await Store.SetAsideSessionAsync("absent@lid.0", Sample.Blob(10, 1)));
        Assert.True(await Store.SetAsideSessionAsync(Address, Sample.Blob(10, 1)));
        Assert.True(await Store.SetAsideSessionAsync(Address, Sample.Blob(10, 1)));

        Assert.Equal(["1"], Witnessed("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
        Assert.Equal(Sample.Blob(10, 1), await Store.GetSessionAsync(Address));
        Assert.Equal((4, 1), (Store.Health.UndecodableSessions, Store.Health.SetAside));
    }

    [Fact]
    public async Task A_full_quarantine_takes_no_more_and_says_so()
    {
        await Store.SetVersionAsync("big", Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = zeroblob(70000000)");
        Assert.Null(await Store.TryGetVersionAsync("big"));
        await Store.SetVersionAsync("big", Sample.State(1));
        Assert.Equal((0, 1), (Store.Health.SetAside, Store.Health.NotSetAside));

        await Store.PutSessionsAsync(Sample.Many(1_001, i => new RecordEntry($"{i}@lid.0", Sample.Blob(4, i))));
        Damage("UPDATE sessions SET record = CAST(record AS TEXT)");
        Assert.Empty(await Store.GetSessionsAsync(Sample.Many(1_001, i => $"{i}@lid.0")));
        await Store.PutIdentityAsync(Address, Sample.Key(1));

        Assert.Equal((1_000, 2), (Store.Health.SetAside, Store.Health.NotSetAside));
        Assert.Equal(["1000"], Witnessed("SELECT COUNT(DISTINCT fingerprint) FROM wsf_quarantine"));
    }

    [Fact]
    public async Task A_table_of_that_name_that_is_not_ours_stops_no_write()
    {
        Damage("CREATE TABLE wsf_quarantine(note TEXT)");
        await Store.SetVersionAsync(Collection, Sample.State(1));
        Damage("UPDATE app_state_versions SET state_data = x'01'");
        Assert.Null(await Store.TryGetVersionAsync(Collection));

        await Store.SetVersionAsync(Collection, Sample.State(2));

        Assert.Equal(Sample.State(2), await Store.TryGetVersionAsync(Collection));
        Assert.Equal((0, 1), (Store.Health.SetAside, Store.Health.NotSetAside));
    }

    [Fact]
    public async Task Nothing_corrupt_makes_no_table()
    {
        await FillAsync(Store);
        _ = await DescribeAsync(Store);
        await Store.RemoveAsync(1);

        Assert.Empty(Tables());
        Assert.Empty(await Store.Database.GetQuarantineAsync());
    }

    [Fact]
    public async Task No_key_and_no_content_is_logged()
    {
        await Store.PutSessionAsync("secret-address@lid.0", Sample.Blob(4, 1));
        Damage("UPDATE sessions SET record = 'secret-content'");
        Assert.Null(await Store.GetSessionAsync("secret-address@lid.0"));
        await Store.DeleteSessionAsync("secret-address@lid.0");

        Assert.NotEmpty(Logger.Warnings);
        Assert.All(Logger.Warnings, static line => Assert.DoesNotContain("secret-", line, StringComparison.Ordinal));
    }

    void Damage(string sql)
    {
        using var witness = Witness();
        witness.Execute(sql);
    }

    IReadOnlyList<string> Tables() => Witnessed("SELECT name FROM sqlite_master WHERE name = 'wsf_quarantine'");

    IReadOnlyList<string> Witnessed(string sql)
    {
        using var witness = Witness();
        return witness.QueryTexts(sql);
    }
}
