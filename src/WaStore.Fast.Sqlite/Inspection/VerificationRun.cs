using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>One verification, on a connection in a read transaction.</summary>
sealed class VerificationRun(NativeConnection connection, SchemaShape schema, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
{
    const long RowsBetweenReports = 10_000;

    readonly VerificationFindings _findings = new();
    readonly TableScan _scan = new(connection, schema);
    HashSet<long> _accounts = [];

    internal long Rows { get; private set; }

    internal IReadOnlyList<VerificationFinding> Findings => _findings.ToList();

    internal IReadOnlyList<QuarantinedRows> Quarantine { get; private set; } = [];

    internal void Run(MigrationState migrations)
    {
        Tell(migrations);
        Step("the file's integrity", CheckIntegrity);
        Step("foreign keys", CheckForeignKeys);
        Step("the schema", () => schema.EnsureUsable(migrations));
        Step("accounts", () => _accounts = _scan.Accounts());
        foreach (var table in _scan.Tables)
        {
            Step(table.Name, () => CheckTable(table), table.Name);
        }

        Step("counters", () => new VerificationDevices(connection, _scan, _findings).Check(_accounts));
        Step("quarantine", CountQuarantine);
    }

    void Tell(MigrationState migrations)
    {
        if (migrations.Unknown.Count > 0)
        {
            _findings.Add(Problem.Note("unknown-migration", $"migrations that this library does not know: {string.Join(", ", migrations.Unknown)}"), count: migrations.Unknown.Count);
        }

        if (migrations.Missing is [var first, .., var last] missing)
        {
            _findings.Add(Problem.Note("missing-migration", $"migrations that the file has not seen, from {first.Version} to {last.Version}"), count: missing.Count);
        }
        else if (migrations.Missing is [var only])
        {
            _findings.Add(Problem.Note("missing-migration", $"a migration that the file has not seen: {only.Version}"));
        }
    }

    // What cannot be read to its end is a finding, and the rest is checked all the same. An interruption is none.
    void Step(string name, Action check, string? table = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new VerificationProgress(name, Rows));
        try
        {
            check();
        }
        catch (StoreException exception) when (exception.SqliteErrorCode is not { } code || ResultCode.Primary(code) != ResultCode.Interrupt)
        {
            _findings.Add(Problem.Error("unreadable", $"{name} cannot be checked to its end: {exception.Message}"), table);
        }
    }

    void CheckIntegrity()
    {
        foreach (var fault in IntegrityCheck.Run(connection))
        {
            _findings.Add(Problem.Error("integrity", fault));
        }
    }

    void CheckForeignKeys()
    {
        foreach (var (table, rowId) in IntegrityCheck.ForeignKeys(connection))
        {
            _findings.Add(Problem.Error("foreign-key", "a foreign key leads nowhere"), table, rowId: rowId);
        }
    }

    void CheckTable(RequiredTable table)
    {
        var checks = table.Columns.Select(column => VerificationRules.Find(table.Name, column)).ToArray();
        _scan.EachRow(table, row =>
        {
            CountRow(table.Name);
            var rowId = row.GetInt64(0);
            var account = CheckAccount(table.Name, row);
            for (var i = 0; i < checks.Length; i++)
            {
                if (checks[i]?.Invoke(row, i + 2) is { } problem)
                {
                    _findings.Add(problem, table.Name, account, rowId);
                }
            }
        });
    }

    long? CheckAccount(string table, Statement row)
    {
        const int Integer = 1;
        var rowId = row.GetInt64(0);
        if (row.TypeOf(1) != Integer || row.GetInt64(1) is < int.MinValue or > int.MaxValue)
        {
            _findings.Add(s_noAccount, table, rowId: rowId);
            return null;
        }

        var account = row.GetInt64(1);
        if (!_accounts.Contains(account))
        {
            _findings.Add(s_orphan, table, account, rowId);
        }

        return account;
    }

    void CountRow(string table)
    {
        if (++Rows % RowsBetweenReports == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new VerificationProgress(table, Rows));
        }
    }

    void CountQuarantine()
    {
        Quarantine = new QuarantineStatements(connection).Count();
        foreach (var rows in Quarantine)
        {
            _findings.Add(s_quarantined, rows.Table, rows.DeviceId, count: rows.Rows);
        }
    }

    static readonly Problem s_noAccount = Problem.Error("account", "the account's id is no 32-bit integer: no account has the row");
    static readonly Problem s_orphan = Problem.Warning("orphan", "the account has no device row");
    static readonly Problem s_quarantined = Problem.Note("quarantine", "corrupt rows were set aside in wsf_quarantine");
}
