using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Order;
using Perfolizer.Horology;

namespace WaStore.Fast.Benchmarks;

/// <summary>
/// One job for every suite. Many short iterations and the median: a flush is bound by the disk's mood, and a mean follows its worst moment. Absolute times drift from
/// machine to machine and run to run; only the ratio column, floor and peers in one run, says anything.
/// </summary>
sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        Add(DefaultConfig.Instance);
        // As the default one: what the command line says (`--iterationCount 1`) changes it, instead of a second job beside it.
        _ = AddJob(Job.Default.WithWarmupCount(4).WithIterationCount(25).WithIterationTime(TimeInterval.FromMilliseconds(60)).WithLaunchCount(1).AsDefault());
        // A job's program is built with everything that it references, which takes minutes on a busy machine.
        _ = WithBuildTimeout(TimeSpan.FromMinutes(10));
        _ = AddDiagnoser(MemoryDiagnoser.Default);
        _ = AddColumn(StatisticColumn.Median, StatisticColumn.P95);
        HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2, Column.Mean, Column.RatioSD, Column.AllocRatio);
        _ = AddFilter(Suites.NeedsAttribute.Filter);
        Orderer = new DefaultOrderer(SummaryOrderPolicy.Declared);
        _ = AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByParams, BenchmarkLogicalGroupRule.ByCategory);
    }
}
