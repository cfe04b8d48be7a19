using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Suites;

namespace WaStore.Fast.Benchmarks.Pairs;

/// <summary>A benchmark of a suite, set up and ready to be measured round by round. Its suite is its own: the other side of the pair has another.</summary>
sealed partial class Subject : IDisposable
{
    const double RoundNanoseconds = 5e6;
    const int MostCalls = 1 << 20;

    readonly Action _call;
    readonly Action? _beforeRound;
    readonly Action? _cleanup;
    readonly int _operations;
    int _calls;

    Subject(object suite, MethodInfo benchmark)
    {
        Type type = suite.GetType();
        _call = CallOf(suite, benchmark);
        _beforeRound = Find<IterationSetupAttribute>(suite);
        _cleanup = Find<GlobalCleanupAttribute>(suite);
        _operations = benchmark.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
        _calls = type.GetCustomAttribute<InvocationCountAttribute>() is { } fixedCount ? (int)fixedCount.Config.GetJobs().Single().Run.InvocationCount : 0;
        Find<GlobalSetupAttribute>(suite)?.Invoke();
    }

    /// <summary>Whether its rounds are prepared, because a call uses up the state that it needs or comes after a pause: such a round is one call.</summary>
    /// <param name="name">As <see cref="Report.Measurements.NameOf"/> writes it.</param>
    internal static bool IsPrepared(string name) => MethodOf<IterationSetupAttribute>(Resolve(NameParts().Match(name)).Suite) is not null;

    /// <summary>Whether this machine has what the benchmark needs.</summary>
    internal static bool IsPossible(string name)
    {
        (Type suite, MethodInfo benchmark) = Resolve(NameParts().Match(name));
        return NeedsAttribute.IsMet(suite, benchmark);
    }

    /// <summary>Sets it up.</summary>
    /// <param name="name">As <see cref="Report.Measurements.NameOf"/> writes it.</param>
    /// <exception cref="ArgumentException">There is no such benchmark.</exception>
    internal static Subject Create(string name)
    {
        Match match = NameParts().Match(name);
        (Type type, MethodInfo benchmark) = Resolve(match);
        object suite = Activator.CreateInstance(type)!;
        foreach (string[] parameter in match.Groups["value"].Captures.Select(static capture => capture.Value.Split('=')))
        {
            PropertyInfo property = type.GetProperty(parameter[0]) ?? throw new ArgumentException($"'{name}': its suite has no parameter '{parameter[0]}'.", nameof(name));
            property.SetValue(suite, Convert.ChangeType(parameter[1], property.PropertyType, CultureInfo.InvariantCulture));
        }

        return new Subject(suite, benchmark);
    }

    /// <summary>One round.</summary>
    /// <returns>Nanoseconds per operation.</returns>
    internal double Round()
    {
        _calls = _calls > 0 ? _calls : Calibrate();
        return Run(_calls) / _calls / _operations;
    }

    /// <summary>One call, to get warm.</summary>
    internal void Call() => Run(1);

    public void Dispose() => _cleanup?.Invoke();

    static (Type Suite, MethodInfo Benchmark) Resolve(Match name) =>
        Array.Find(typeof(Subject).Assembly.GetTypes(), type => type.Name == name.Groups["suite"].Value) is { } suite && suite.GetMethod(name.Groups["method"].Value) is { } benchmark
            ? (suite, benchmark)
            : throw new ArgumentException($"There is no benchmark '{name.Value}'.", nameof(name));

    int Calibrate()
    {
        int calls = 1;
        while (calls < MostCalls && Run(calls) < RoundNanoseconds)
        {
            calls *= 2;
        }

        return calls;
    }

    double Run(int calls)
    {
        _beforeRound?.Invoke();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            _call();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    static Action? Find<TAttribute>(object suite)
        where TAttribute : Attribute =>
        MethodOf<TAttribute>(suite.GetType()) is { } method ? CallOf(suite, method) : null;

    static MethodInfo? MethodOf<TAttribute>(Type suite)
        where TAttribute : Attribute =>
        Array.Find(suite.GetMethods(), static method => method.IsDefined(typeof(TAttribute), inherit: true));

    static Action CallOf(object suite, MethodInfo method) => method.ReturnType == typeof(void)
        ? method.CreateDelegate<Action>(suite)
        : (Action)typeof(Subject).GetMethod(nameof(Dropping), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(method.ReturnType).Invoke(null, [suite, method])!;

    static Action Dropping<TAnswer>(object suite, MethodInfo method)
    {
        Func<TAnswer> call = method.CreateDelegate<Func<TAnswer>>(suite);
        return () => _ = call();
    }

    [GeneratedRegex(@"^(?<suite>\w+)\.(?<method>\w+)(\[(?<value>[^,\]]+)(, (?<value>[^,\]]+))*\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex NameParts();
}
