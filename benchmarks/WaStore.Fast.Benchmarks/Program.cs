using BenchmarkDotNet.Running;
using WaStore.Fast.Benchmarks;
using WaStore.Fast.Benchmarks.Gated;
using WaStore.Fast.Gate;

// `-- gate` measures a change against its base (docs/gate.md).
if (GateProgram.Handles(args))
{
    return await GateProgram.RunAsync(args, GatedBenchmarks.All);
}

// `-- --filter <pattern>` runs a part of the suites; the README has the command and the figures.
_ = BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
return 0;
