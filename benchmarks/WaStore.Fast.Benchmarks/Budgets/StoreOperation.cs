using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>An operation over a file, with what the engine counted of it.</summary>
abstract class StoreOperation : CountedOperation
{
    /// <summary>What <see cref="EngineCounters.PagesWritten"/> is called.</summary>
    protected const string WalPages = "walPages";

    /// <summary>The counters of the file's connections.</summary>
    protected abstract EngineCounters Engine { get; }

    public override void ReadCounters(IDictionary<string, long> counters)
    {
        EngineCounters now = Engine;
        counters["prepared"] = now.Prepared;
        counters["executions"] = now.Executions;
        counters["transactions"] = now.Transactions;
        counters["rows"] = now.Rows;
        counters[WalPages] = now.PagesWritten;
    }
}
