using BenchmarkDotNet.Running;
using WaStore.Fast.Benchmarks;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Memory;
using WaStore.Fast.Benchmarks.Workloads;

if (args is [MemoryCommand.Name, ..])
{
    return await MemoryCommand.RunAsync(args[1..]);
}

CCompiler.EnsureCompiled();
AotProgram.Look();

// `-- --filter <pattern>` runs a part of them; the README has the command and the figures.
_ = BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
return 0;
