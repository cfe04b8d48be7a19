using BenchmarkDotNet.Running;
using WaStore.Fast.Benchmarks;

// `dotnet run -c Release --project benchmarks/WaStore.Fast.Benchmarks -- --filter '*'`; see README.md beside this file.
_ = BenchmarkSwitcher.FromAssembly(typeof(SuiteConfig).Assembly).Run(args, new SuiteConfig());
