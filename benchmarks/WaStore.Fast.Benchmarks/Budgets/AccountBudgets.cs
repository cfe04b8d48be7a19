using System.Globalization;
using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>What sends to a group may cost.</summary>
static class AccountBudgets
{
    internal static IEnumerable<Budgeted> All => [new WarmSends(8), new WarmSends(1024), new ColdSend()];

    /// <summary>As many sends as a lease has counters: one of them writes.</summary>
    sealed class WarmSends(int participants) : GroupOperation(participants)
    {
        const int Lease = 64;

        public override string Name => string.Create(CultureInfo.InvariantCulture, $"Account: {Lease} warm sends to {Participants} x {Devices}");

        public override void Run()
        {
            for (int i = 0; i < Lease; i++)
            {
                _ = StoreFixture.Wait(Sends.SendAsync());
            }
        }
    }

    /// <summary>Everybody gets a new key, and nothing is in memory.</summary>
    sealed class ColdSend() : GroupOperation(256)
    {
        EngineCounters _opened;
        EngineCounters _atPlan;
        EngineCounters _atWire;

        public override string Name => $"Account: cold send to 256 x {Devices}";

        public override void BeforeRun()
        {
            StoreFixture.Wait(Sends.RotateAndForgetAsync());
            (_opened, _atPlan, _atWire) = (Engine, default, default);
        }

        public override void Run() => _ = StoreFixture.Wait(Sends.SendAsync(Note));

        public override void ReadCounters(IDictionary<string, long> counters)
        {
            base.ReadCounters(counters);
            counters["executionsOfThePlan"] = _atPlan.Executions;
            counters["transactionsBeforeTheWire"] = _atWire.Transactions;
        }

        void Note(SendStep step)
        {
            switch (step)
            {
                case SendStep.Planned:
                    _atPlan = Engine - _opened;
                    break;
                case SendStep.Ready:
                    _atWire = Engine - _opened;
                    break;
            }
        }
    }

    abstract class GroupOperation(int participants) : StoreOperation
    {
        protected const int Devices = 2;

        AccountFile _file = null!;

        protected int Participants => participants;

        protected GroupSends Sends { get; private set; } = null!;

        protected override EngineCounters Engine => _file.Counters;

        /// <summary>Each send keeps a message and a secret: the trees of the file and the maps in memory grow, and do so by leaps.</summary>
        public override bool IsExact(string measure) => measure is not (WalPages or ManagedBytes);

        public override void Setup()
        {
            _file = StoreFixture.Wait(AccountFile.CreateAsync());
            Sends = StoreFixture.Wait(GroupSends.CreateAsync(_file, new Group(run: 0, participants, Devices)));
            _ = StoreFixture.Wait(Sends.SendAsync());
            _ = StoreFixture.Wait(Sends.SendAsync());
        }

        public override void TearDown() => StoreFixture.Wait(_file.DisposeAsync());
    }
}
