using System.Globalization;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Signal.PowerCut;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>
/// The power cut between any two accesses to the disk: what was not synced is gone, or there in part. A workload runs once, and the file is taken as it would be left after each access.
/// <c>WASTORE_CUT_SEED</c> and <c>WASTORE_CUTS</c> (how many moments of each workload; <c>all</c>) choose others.
/// </summary>
[Collection(RecordingVfs.Collection)]
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    const int DefaultCuts = 80;

    static readonly int s_seed = Environment.GetEnvironmentVariable("WASTORE_CUT_SEED") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 17;

    readonly Engine.TempFolder _folder = new();
    readonly Random _random = new(s_seed);

    public void Dispose()
    {
        RecordingVfs.Log = null;
        _folder.Delete();
    }

    [Theory]
    [InlineData(SynchronousMode.Normal)]
    [InlineData(SynchronousMode.Full)]
    public async Task What_waited_for_the_disk_is_there_and_no_flush_is_there_in_part(SynchronousMode synchronous)
    {
        var path = _folder.File("cut.db");
        await PrepareAsync(path);
        var disk = new Disk();
        disk.Put(path, await File.ReadAllBytesAsync(path));
        var log = new DiskLog();
        RecordingVfs.Log = log;
        var workload = new CutWorkload(log, s_seed);
        for (var life = 0; life < 3; life++)
        {
            // Small enough that checkpoints fall into the workload.
            var options = new SqliteOptions { Synchronous = synchronous, CheckpointThreshold = 16 << 10, WalBound = 48 << 10 };
            await workload.LiveAsync(RecordingVfs.UriOf(path), options, steps: 80);
        }

        RecordingVfs.Log = null;
        var events = log.Take();
        var (cuts, lost) = await CutAsync(events, disk, new CutWitness(synchronous is SynchronousMode.Full), workload.Contents);
        output.WriteLine(
            $"{synchronous}, seed {s_seed}: {events.Count(static happened => happened is not DiskEvent.Note)} accesses, {workload.Contents.Count - 1} flushes, "
            + $"{workload.Published} messages; cut {cuts} times, an acknowledged flush lost {lost} times");
        // Without a sync something can be lost; were nothing ever, the shim would drop nothing.
        Assert.Equal(synchronous is SynchronousMode.Normal, lost > 0);
    }

    async Task<(int Cuts, int Lost)> CutAsync(IReadOnlyList<DiskEvent> events, Disk disk, CutWitness witness, List<string> contents)
    {
        var every = Math.Max(1, events.Count / Cuts());
        var (cuts, lost, acknowledged) = (0, 0, 0);
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is DiskEvent.Note note)
            {
                var before = witness.Newest;
                note.Tell(witness);
                acknowledged = witness.Newest == before ? witness.Newest : acknowledged;
            }
            else
            {
                disk.Apply(events[at]);
            }

            if (at % every == 0 || at == events.Count - 1)
            {
                foreach (var kind in Enum.GetValues<CutKind>())
                {
                    var found = await CheckAsync(disk.AfterCut(kind, _random), witness, contents, $"event {at} of seed {s_seed}, {kind}");
                    lost += found < acknowledged ? 1 : 0;
                    cuts++;
                }
            }
        }

        return (cuts, lost);
    }

    /// <summary>Answers which flush the file holds.</summary>
    async Task<int> CheckAsync(Dictionary<string, byte[]> left, CutWitness witness, List<string> contents, string when)
    {
        var path = _folder.File("left.db");
        foreach (var (file, content) in left)
        {
            await File.WriteAllBytesAsync(file.Replace(_folder.File("cut.db"), path, StringComparison.Ordinal), content);
        }

        try
        {
            return await CheckAsync(path, witness, contents);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(when, exception);
        }
        finally
        {
            foreach (var file in Directory.GetFiles(_folder.Root, "left.db*"))
            {
                File.Delete(file);
            }
        }
    }

    static async Task<int> CheckAsync(string path, CutWitness witness, List<string> contents)
    {
        int found;
        await using (var store = await SqliteStore.OpenAsync(path, new SqliteOptions { Synchronous = SynchronousMode.Off }))
        {
            var content = await CutContent.ReadAsync(store);
            found = contents.FindIndex(witness.Floor, witness.Newest - witness.Floor + 1, candidate => candidate == content);
            Assert.True(
                found >= 0,
                $"the file holds no flush of {witness.Floor} to {witness.Newest}, but {(contents.IndexOf(content) is var flush and >= 0 ? $"flush {flush}" : "a part of one")}");
            foreach (var (chain, resumes) in await CutContent.ResumptionsAsync(store))
            {
                Assert.True(witness.After(chain) <= resumes, $"chain {chain} resumes at {resumes}, and {witness.After(chain) - 1} was published");
            }
        }

        using var connection = new WitnessConnection(path);
        Assert.Equal(["ok"], connection.QueryTexts("PRAGMA integrity_check"));
        return found;
    }

    static async Task PrepareAsync(string path)
    {
        await using var store = await SqliteStore.OpenAsync(path);
        await store.StorePreKeysAsync(Enumerable.Range(1, CutContent.PreKeys).Select(static id => new PreKeyEntry((uint)id, new byte[] { 1 })).ToArray(), uploaded: true);
    }

    static int Cuts() => Environment.GetEnvironmentVariable("WASTORE_CUTS") switch
    {
        null or "" => DefaultCuts,
        "all" => int.MaxValue,
        var text => int.Parse(text, CultureInfo.InvariantCulture),
    };
}
