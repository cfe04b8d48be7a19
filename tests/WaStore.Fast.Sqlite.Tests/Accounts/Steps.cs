using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Accounts;

/// <summary>What each step of a workload cost, counted by the engine.</summary>
sealed class Steps(AccountFile file)
{
    readonly List<Cost> _costs = [];
    EngineCounters _last = file.Counters;

    public Cost this[int step] => _costs[step];

    /// <summary>Ends a step.</summary>
    public Cost Next()
    {
        var now = file.Counters;
        var spent = now - _last;
        _last = now;
        _costs.Add(new Cost(spent.Executions, spent.Transactions, spent.Rows));
        return _costs[^1];
    }
}

/// <param name="Executions">Statements executed, transaction control included.</param>
/// <param name="Transactions">Write transactions committed.</param>
/// <param name="Rows">Rows that queries gave.</param>
readonly record struct Cost(long Executions, long Transactions, long Rows);
