using System.Globalization;
using BenchmarkDotNet.Mathematics;
using WaStore.Fast.Benchmarks.Report;
using WaStore.Fast.Benchmarks.Suites;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>
/// What it takes the program that is published with NativeAOT to open an account that it closed, and to send. Its code is compiled; <see cref="Suites.Accounts.ReopenBenchmarks"/>, which
/// does it some twenty times, measures what the runtime compiles first.
/// </summary>
static class AotReopens
{
    const int Times = 200;

    /// <returns>Null where the program could not be published.</returns>
    internal static async Task<Measured?> MeasureAsync()
    {
        await AotProgram.EnsurePublishedAsync();
        if (Environment.GetEnvironmentVariable(AotProgram.Variable) is null)
        {
            return null;
        }

        using var file = new TemporaryDatabase();
        // The first makes the account.
        long[][] opened = [.. AotProgram.Run("reopen", file.Path, (Times + 1).ToString(CultureInfo.InvariantCulture)).Split('\n').Skip(1)
            .Select(static line => Array.ConvertAll(line.Split(' '), static number => long.Parse(number, CultureInfo.InvariantCulture)))];
        SameWork.Assert(Times, opened.Length);
        var times = new Statistics(opened.Select(static one => (double)one[0]));
        return new Measured(times.Median, times.Percentiles.P95, opened.Select(static one => one[1]).Order().ElementAt(Times / 2));
    }
}
