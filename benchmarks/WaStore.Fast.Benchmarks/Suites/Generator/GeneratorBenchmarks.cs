using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Generators;

namespace WaStore.Fast.Benchmarks.Suites.Generator;

/// <summary>What does the generator cost over the store's own interfaces: in a first run, after an edit that has nothing to do with it, and after an edit of one interface?</summary>
/// <remarks>The floor is the driver with a generator that wants nothing: Roslyn's own part. Every run has a compilation whose symbols nobody has asked for.
/// Warmed up for a quarter of a minute, as a build server or an editor is: in a new process a run takes about three times as long, half of it in the JIT compiler and the runtime beneath it.</remarks>
[WarmupCount(250)]
public class GeneratorBenchmarks
{
    readonly OwnInterfaces _work = new();
    GeneratorDriver _warm = null!;
    GeneratorDriver _warmIdle = null!;

    [GlobalSetup]
    public void Setup()
    {
        _warm = Drive(new StoreGenerator()).RunGenerators(_work.Compilation);
        _warmIdle = Drive(new IdleGenerator()).RunGenerators(_work.Compilation);
        int files = Files(_warm);
        SameWork.Assert(ColdRun(), UnrelatedEdit(), EditOfOneInterface(), files, _work.Interfaces);
        string before = Text(_warm);
        SameWork.Assert(before, Text(_warm.RunGenerators(_work.NextUnrelatedEdit())));
        if (before == Text(_warm.RunGenerators(_work.NextEditOfOneInterface())))
        {
            throw new InvalidOperationException("The edit of an interface changes nothing.");
        }
    }

    [BenchmarkCategory("cold"), Benchmark(Baseline = true)]
    public int ColdRunIdle() => Files(Drive(new IdleGenerator()).RunGenerators(_work.Compilation.Clone()));

    [BenchmarkCategory("cold"), Benchmark]
    public int ColdRun() => Files(Drive(new StoreGenerator()).RunGenerators(_work.Compilation.Clone()));

    [BenchmarkCategory("unrelated edit"), Benchmark(Baseline = true)]
    public int UnrelatedEditIdle() => Files(_warmIdle.RunGenerators(_work.NextUnrelatedEdit()));

    [BenchmarkCategory("unrelated edit"), Benchmark]
    public int UnrelatedEdit() => Files(_warm.RunGenerators(_work.NextUnrelatedEdit()));

    [BenchmarkCategory("edit of one interface"), Benchmark(Baseline = true)]
    public int EditOfOneInterfaceIdle() => Files(_warmIdle.RunGenerators(_work.NextEditOfOneInterface()));

    [BenchmarkCategory("edit of one interface"), Benchmark]
    public int EditOfOneInterface() => Files(_warm.RunGenerators(_work.NextEditOfOneInterface()));

    static CSharpGeneratorDriver Drive(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: OwnInterfaces.ParseOptions);

    static int Files(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees.Length;

    static string Text(GeneratorDriver driver) => string.Concat(driver.GetRunResult().GeneratedTrees.Select(static tree => tree.ToString()));

    sealed class IdleGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
        }
    }
}
