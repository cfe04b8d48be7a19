using System.Text.RegularExpressions;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Stores.Statements;

/// <summary>Every statement of the library on the schemas that it meets: it prepares, and SQLite finds its rows by an index.</summary>
public sealed partial class StatementPlanTests
{
    const string Analyzed = "new, analyzed while small";

    // Once an hour, once an open, once an account (the first: its foreign key looks for children), or the whole account is the answer; and the walk that stops at its
    // first row.
    static readonly HashSet<string> s_mayScan =
    [
        "IDeviceStatements.Insert",
        "IDeviceStatements.List",
        "ILegacyBlobStatements.CertChains",
        "ILegacyBlobStatements.SyncKeys",
        "ILegacyBlobStatements.Versions",
        "ILidPnStatements.GetAll",
        "IPreKeyStatements.MaxId",
        "ISyncKeyStatements.KeysDescending",
        "ITcTokenStatements.AllJids",
        "ITcTokenStatements.DeleteExpired",
    ];

    // With statistics from the time when the table had a row or two: sweeps, and two whose index has another name in a later upstream.
    static readonly HashSet<string> s_mayScanByOldStatistics =
    [
        "IBaseKeyStatements.DeleteExpired",
        "ILidPnStatements.GetByPhones",
        "IMsgSecretStatements.DeleteExpired",
        "IPendingInboundStatements.DeleteExpired",
        "ISenderKeyDeviceStatements.DeleteMany",
        "ISentMessageStatements.DeleteExpired",
    ];

    // The whole account goes, or is asked for.
    static readonly HashSet<string> s_mayWalkTheAccount =
    [
        "IPreKeyStatements.GetAllSigned",
        "ISenderKeyDeviceStatements.ClearAll",
    ];

    public static TheoryData<string> Schemas => ["new", "later upstream", Analyzed];

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Every_statement_prepares(string schema)
    {
        using var folder = new TempFolder();
        var statements = await RunAsync(folder, schema, static (connection, statement) =>
        {
            using var prepared = connection.PrepareOnce(statement.Sql);
            return statement.Name;
        });

        Assert.True(statements.Count > 80, $"only {statements.Count} statements were found");
        Assert.Equal(statements.Count, statements.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task No_hot_statement_reads_a_whole_table_or_a_whole_account(string schema)
    {
        using var folder = new TempFolder();
        var plans = await RunAsync(folder, schema, static (connection, statement) => (statement.Name, Plan: Explain(connection, statement.Sql)));

        var scans = plans.Where(plan => plan.Plan.Any(IsScan) && !MayScan(plan.Name, schema)).Select(Describe);
        Assert.True(!scans.Any(), string.Join('\n', scans));
        var walks = plans.Where(plan => plan.Plan.Any(WalksAnAccount().IsMatch) && !IsWholeAccount(plan.Name)).Select(Describe);
        Assert.True(!walks.Any(), string.Join('\n', walks));
    }

    [Fact]
    public void A_scan_and_a_walk_are_recognised()
    {
        Assert.True(IsScan("SCAN sessions"));
        Assert.True(IsScan("SCAN prekeys USING COVERING INDEX sqlite_autoindex_prekeys_1"));
        Assert.False(IsScan("SCAN CONSTANT ROW"));
        Assert.False(IsScan("SEARCH sessions USING INDEX sqlite_autoindex_sessions_1 (address=? AND device_id=?)"));
        Assert.Matches(WalksAnAccount(), "SEARCH sessions USING INDEX idx_sessions_device_id (device_id=?)");
        Assert.DoesNotMatch(WalksAnAccount(), "SEARCH sessions USING INDEX sqlite_autoindex_sessions_1 (address=? AND device_id=?)");
    }

    static bool MayScan(string name, string schema) =>
        s_mayScan.Contains(name) || IsWholeAccount(name) || (schema == Analyzed && s_mayScanByOldStatistics.Contains(name));

    static bool IsWholeAccount(string name) => name.StartsWith("IAccountStatements.", StringComparison.Ordinal) || s_mayWalkTheAccount.Contains(name);

    static bool IsScan(string step) => step.StartsWith("SCAN ", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW";

    static string Describe((string Name, List<string> Plan) plan) => $"{plan.Name}: {string.Join(" / ", plan.Plan)}";

    static List<string> Explain(NativeConnection connection, string sql)
    {
        List<string> plan = [];
        // A list of one is an equation to SQLite; the plan of a full chunk is another.
        var full = List().Replace(sql, list => $"IN ({string.Join(", ", Enumerable.Range(0, ListLadder.DefaultChunkSize).Select(i => $"{list.Groups[1].Value}{i}"))})");
        using var explain = connection.PrepareOnce("EXPLAIN QUERY PLAN " + full);
        while (explain.Statement.Step())
        {
            plan.Add(explain.Statement.GetString(3));
        }

        return plan;
    }

    static async Task<List<T>> RunAsync<T>(TempFolder folder, string schema, Func<NativeConnection, NamedStatement, T> run)
    {
        var path = folder.At("store.db");
        await using (await SqliteDatabase.OpenAsync(path))
        {
        }

        if (schema == "later upstream")
        {
            using var witness = new WitnessConnection(path);
            LaterUpstream.Migrate(witness);
        }

        await using var store = await SqliteStore.OpenAsync(path);
        if (schema == Analyzed)
        {
            await WaStore.Fast.Contracts.Samples.FilledAccount.FillAsync(store);
            using var witness = new WitnessConnection(path);
            witness.Execute("ANALYZE");
        }

        return await store.Database.ReadAsync("explain", run, static (connection, run) =>
            EveryStatement.For(SchemaShape.Read(new NativeSchemaConnection(connection))).Select(statement => run(connection, statement)).ToList());
    }

    [GeneratedRegex(@"IN \((@\w+)\)")]
    private static partial Regex List();

    [GeneratedRegex(@"\(device_id=\?\)$")]
    private static partial Regex WalksAnAccount();
}
