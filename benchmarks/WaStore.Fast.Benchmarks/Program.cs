using BenchmarkDotNet.Running;
using WaStore.Fast.Benchmarks;
using WaStore.Fast.Benchmarks.Budgets;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Gated;
using WaStore.Fast.Benchmarks.Memory;
using WaStore.Fast.Benchmarks.Pairs;
using WaStore.Fast.Benchmarks.Report;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;

// `-- gate` measures a change against its base, `-- budgets` counts what operations cost (docs/gate.md).
if (GateProgram.Handles(args))
{
    return await GateProgram.RunAsync(args, GatedBenchmarks.All, BudgetedOperations.All);
}

if (args is [MemoryCommand.Name, ..])
{
    return await MemoryCommand.RunAsync(args[1..]);
}

CCompiler.EnsureCompiled();

if (args is [RatiosCommand.Name, ..])
{
    return await RatiosCommand.RunAsync(args);
}

if (args is [ReportCommand.Name, ..])
{
    return await ReportCommand.RunAsync(args);
}

AotProgram.Look();

// `-- --filter <pattern>` runs a part of the suites; the README has the command and the figures.
_ = BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
return 0;
