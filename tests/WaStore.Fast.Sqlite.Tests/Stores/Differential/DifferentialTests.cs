using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Sqlite.Tests.Stores.Differential;

/// <summary>The same random calls, mistakes among them, on a file, on SQLite in memory and on the backend in memory: every answer is the same.</summary>
public sealed class DifferentialTests
{
    const int Steps = 4_000;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public async Task A_file_and_the_backend_in_memory_answer_the_same_views_included(int seed)
    {
        using var folder = new TempFolder();
        var clocks = new[] { new FakeTime(), new FakeTime() };
        await using var file = await SqliteDatabase.OpenAsync(folder.At("store.db"), Options(clocks[0]));
        await using var left = Run(seed, clocks[0], file, hasViews: true);
        await using var right = Run(seed, clocks[1], hasViews: true);
        await CompareAsync(seed, left, right);
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public async Task SQLite_in_memory_and_the_backend_in_memory_answer_the_same(int seed)
    {
        var clocks = new[] { new FakeTime(), new FakeTime() };
        await using var shared = await SqliteDatabase.OpenAsync($"file:{Guid.NewGuid():N}?mode=memory&cache=shared", Options(clocks[0]));
        await using var left = Run(seed, clocks[0], shared, hasViews: false);
        await using var right = Run(seed, clocks[1], hasViews: false);
        await CompareAsync(seed, left, right);
    }

    [Fact]
    public void Every_member_is_drawn()
    {
        var members = typeof(IStoreReads).GetInterfaces().Concat(typeof(IStoreWrites).GetInterfaces()).SelectMany(store => store.GetMethods()).Select(method => method.Name);
        var drawn = DrawnCalls.Reads.Select(call => call.Name).Concat(DrawnCalls.Writes.Select(call => call.Name));

        // What a storage costs differs, and only a file keeps copies aside.
        Assert.Equal(members.Distinct().Except([nameof(IStoreReads.GetResourceReportAsync), nameof(IStoreWrites.SetAsideSessionAsync)]).Order(), drawn.Distinct().Order());
    }

    static async Task CompareAsync(int seed, DifferentialRun left, DifferentialRun right)
    {
        for (var step = 0; step < Steps; step++)
        {
            var expected = await left.StepAsync();
            var actual = await right.StepAsync();
            Assert.True(expected == actual, $"seed {seed}, step {step}:\n{expected}\n{actual}");
            if (step % 100 == 99)
            {
                expected = await left.DescribeAsync();
                actual = await right.DescribeAsync();
                Assert.True(expected == actual, $"seed {seed}, after step {step}:\n{FirstDifference(expected, actual)}");
            }
        }
    }

    static string FirstDifference(string expected, string actual) => expected.Split('\n').Zip(actual.Split('\n')).Where(line => line.First != line.Second).Select(line => $"{line.First}\n{line.Second}").FirstOrDefault("");

    static SqliteOptions Options(FakeTime clock) => new() { TimeProvider = clock, DeviceKeySource = new CountingKeys() };

    static DifferentialRun Run(int seed, FakeTime clock, SqliteDatabase database, bool hasViews) =>
        new(seed, clock, database.Account, async () => (await database.CreateAccountAsync()).DeviceId) { HasViews = hasViews };

    static DifferentialRun Run(int seed, FakeTime clock, bool hasViews)
    {
        var database = new InMemoryDatabase(new InMemoryOptions { TimeProvider = clock, DeviceKeySource = new CountingKeys() });
        return new DifferentialRun(seed, clock, database.Account, async () => (await database.CreateAccountAsync()).DeviceId) { HasViews = hasViews };
    }

    /// <summary>The same keys in the same order for each storage.</summary>
    sealed class CountingKeys : IDeviceKeySource
    {
        int _count;

        public DeviceKeys Create() => Sample.Keys(++_count);
    }
}
