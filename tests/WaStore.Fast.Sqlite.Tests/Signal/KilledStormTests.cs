using System.Diagnostics;
using System.Globalization;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Sqlite.Tests.Crashes;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Signal.Storm;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>
/// Processes that storm one file through the Signal cache, one after the other, each killed (SIGKILL) at some moment. <c>WASTORE_CRASH_ROUNDS</c> says how many (16),
/// <c>WASTORE_CRASH_SEED</c> which moments.
/// </summary>
public sealed class KilledStormTests(ITestOutputHelper output) : IDisposable
{
    static readonly int s_rounds = Number("WASTORE_CRASH_ROUNDS", otherwise: 16);
    static readonly int s_seed = Number("WASTORE_CRASH_SEED", otherwise: Environment.TickCount & 0xFFFFFF);

    readonly Engine.TempFolder _folder = new();
    readonly StormWitness _witness = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task Whatever_is_killed_no_counter_comes_twice_and_no_acknowledged_flush_is_lost()
    {
        output.WriteLine($"WASTORE_CRASH_SEED={s_seed}");
        Assert.InRange(s_rounds, 1, ((1 << 24) / (int)StormNumbers.PerLife) - 2);
        var random = new Random(s_seed);
        for (var round = 0; round < s_rounds; round++)
        {
            var isQuiet = round % 2 == 0;
            // By what it told, not by the clock: a busy machine storms as much as an idle one. The microseconds after that are any moment of what it does next.
            await LiveAndDieAsync(round, random.Next(), isQuiet, lines: random.Next(1, 150), TimeSpan.FromMicroseconds(random.Next(0, 4_000)));
            await CheckAsync(round, isQuiet);
        }

        output.WriteLine(
            $"{s_rounds} processes killed; {_witness.Published} messages published on {_witness.Chains} chains; {_witness.Begun} operations, of which {_witness.Acknowledged} acknowledged");
        // A storm that says nothing shows nothing.
        Assert.True(_witness.Published > s_rounds && _witness.Acknowledged > s_rounds / 2);
    }

    async Task LiveAndDieAsync(int round, int seed, bool isQuiet, int lines, TimeSpan after)
    {
        using var process = CrashHostProcess.Start(
            "flushstorm", _folder.File("storm.db"), round.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture), isQuiet ? "quiet" : "crowded");
        Assert.True(_witness.Hear(await process.ReadLineAsync() ?? ""), "the process did not say who it is");
        await process.ReadyAsync();
        process.Go();
        for (var left = lines; left > 0; left--)
        {
            var line = await process.ReadLineAsync();
            Assert.True(line is not null && _witness.Hear(line), $"round {round}: the process ended by itself, after '{line}'");
        }

        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < after;)
        {
            Thread.SpinWait(10);
        }

        Assert.True(await process.KillAsync());
        while (await process.ReadLineAsync() is { } line && _witness.Hear(line))
        {
        }
    }

    // A copy is looked at, so that the next process meets the hot WAL itself.
    async Task CheckAsync(int round, bool isQuiet)
    {
        var copy = _folder.File("copy.db");
        File.Copy(_folder.File("storm.db"), copy, overwrite: true);
        File.Copy(_folder.File("storm.db-wal"), copy + "-wal", overwrite: true);
        try
        {
            using (var witness = new WitnessConnection(copy))
            {
                Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
            }

            await using var store = await SqliteStore.OpenAsync(copy);
            await new StormFile(store, _witness, isQuiet).CheckAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"WASTORE_CRASH_SEED={s_seed}, round {round}, {(isQuiet ? "quiet" : "crowded")}", exception);
        }
    }

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
