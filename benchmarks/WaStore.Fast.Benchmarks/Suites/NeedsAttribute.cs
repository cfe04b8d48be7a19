using System.Reflection;
using BenchmarkDotNet.Filters;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>Marks a benchmark that needs what not every machine has. Without it the benchmark is left out; the program says why at its start.</summary>
/// <param name="variable">The environment variable that says where it is.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
sealed class NeedsAttribute(string variable) : Attribute
{
    public string Variable { get; } = variable;

    /// <summary>Leaves out the benchmarks whose needs are not met.</summary>
    public static IFilter Filter { get; } = new SimpleFilter(static benchmark => IsMet(benchmark.Descriptor.Type, benchmark.Descriptor.WorkloadMethod));

    /// <summary>Whether this machine has what a benchmark needs.</summary>
    public static bool IsMet(Type suite, MethodInfo benchmark) =>
        benchmark.GetCustomAttributes(typeof(NeedsAttribute), inherit: true).Concat(suite.GetCustomAttributes(typeof(NeedsAttribute), inherit: true))
            .Cast<NeedsAttribute>().All(static need => Environment.GetEnvironmentVariable(need.Variable) is not null);
}
