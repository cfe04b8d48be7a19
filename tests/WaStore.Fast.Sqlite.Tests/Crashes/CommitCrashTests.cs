using System.Globalization;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>Processes that commit: two at once on one file, and one that is killed in the middle.</summary>
public sealed class CommitCrashTests : IDisposable
{
    static readonly int s_seconds = Number("WASTORE_STRESS_SECONDS", otherwise: 5);
    static readonly int s_rounds = Number("WASTORE_CRASH_ROUNDS", otherwise: 10);

    // Each batch of CommitVerb writes a row of its name to each of these.
    static readonly (string Table, string Key)[] s_tables =
    [
        ("sessions", "address"), ("identities", "address"), ("sender_keys", "address"), ("sent_messages", "message_id"), ("pending_inbound_messages", "id"),
    ];

    readonly Engine.TempFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task Two_processes_on_one_file_lose_nothing()
    {
        var path = _folder.File("two.db");
        var milliseconds = (s_seconds * 1000).ToString(CultureInfo.InvariantCulture);
        using var first = CrashHostProcess.Start("commit", path, "a", milliseconds);
        using var second = CrashHostProcess.Start("commit", path, "b", milliseconds);
        await first.ReadyAsync();
        await second.ReadyAsync();
        first.Go();
        second.Go();
        var acknowledged = await Task.WhenAll(AcknowledgedAsync(first), AcknowledgedAsync(second));
        await first.SucceedAsync();
        await second.SucceedAsync();

        Assert.All(acknowledged, static count => Assert.InRange(count, 2, int.MaxValue));
        using var witness = new WitnessConnection(path);
        Assert.Equal(["wal"], witness.QueryTexts("PRAGMA journal_mode"));
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        foreach (var (worker, count) in (ReadOnlySpan<(string, int)>)[("a", acknowledged[0]), ("b", acknowledged[1])])
        {
            Assert.Equal(count, BatchesIn(witness, worker));
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_commit_the_batch_is_there_or_not()
    {
        var path = _folder.File("killed.db");
        var random = new Random(4);
        for (var round = 0; round < s_rounds; round++)
        {
            var worker = string.Create(CultureInfo.InvariantCulture, $"w{round}");
            using var process = CrashHostProcess.Start("commit", path, worker, "60000");
            await process.ReadyAsync();
            process.Go();
            var counting = AcknowledgedAsync(process);
            // Any moment of any commit: they take well below a millisecond.
            await Task.Delay(TimeSpan.FromMilliseconds(20 + (random.NextDouble() * 60)));
            Assert.True(await process.KillAsync());
            var acknowledged = await counting;
            // A hot WAL, and perhaps a hot -shm, of a dead writer.
            Assert.True(File.Exists(path + "-wal"));
            await using (var store = await SqliteStore.OpenAsync(path))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{worker}.{acknowledged}");
                Assert.True(acknowledged == 0 || await store.HasSessionAsync(name));
                await store.PutSessionAsync("after", BitConverter.GetBytes(round));
            }

            using var witness = new WitnessConnection(path);
            Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
            // Told after it was committed: at most the one in flight came on top.
            Assert.InRange(BatchesIn(witness, worker), acknowledged, acknowledged + 1);
        }
    }

    /// <summary>How many batches of a worker are in the file, each whole: the same in every table, without a gap, and the counter says so too.</summary>
    static int BatchesIn(WitnessConnection witness, string worker)
    {
        var counts = s_tables
            .Select(table => witness.QueryTexts($"SELECT group_concat(n, ' ') FROM (SELECT CAST(substr({table.Key}, {worker.Length + 2}) AS INTEGER) AS n FROM {table.Table} WHERE {table.Key} GLOB '{worker}.[0-9]*' ORDER BY n)").Single())
            .Distinct()
            .ToList();
        var numbers = Assert.Single(counts) is { Length: > 0 } text ? text.Split(' ').Select(static number => int.Parse(number, CultureInfo.InvariantCulture)).ToList() : [];
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        var counter = witness.QueryTexts($"SELECT hex(substr(record, 1, 4)) FROM sessions WHERE address = '{worker}.counter'").SingleOrDefault();
        Assert.Equal(numbers.Count, counter is null ? 0 : BitConverter.ToInt32(Convert.FromHexString(counter)));
        return numbers.Count;
    }

    /// <summary>The last number that the process told before it ended.</summary>
    static async Task<int> AcknowledgedAsync(CrashHostProcess process)
    {
        var last = 0;
        while (await process.ReadLineAsync() is { } line)
        {
            // The kill may have cut the last line off.
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number != last + 1)
            {
                break;
            }

            last = number;
        }

        return last;
    }

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
