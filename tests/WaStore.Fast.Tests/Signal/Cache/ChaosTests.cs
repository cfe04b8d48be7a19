using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Tests.RequiredMembers;
using Xunit.Abstractions;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>The chaos world over the backend in memory, and over the smallest custom backend, whose commit is no transaction.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_counter_comes_twice_and_no_write_is_lost_whatever_happens() =>
        output.WriteLine(await ChaosRun.OverSeedsAsync(static seed => new(new ChaosWorld(seed)), seeds: 40));

    [Fact]
    public async Task Nor_without_transactions_when_a_commit_fails_between_two_writes() =>
        output.WriteLine(await ChaosRun.OverSeedsAsync(
            static seed =>
            {
                var (store, steps) = SteppedSignals.Over(new RequiredMembersBackend(new FakeTime()));
                return new(new ChaosWorld(seed, store, steps));
            },
            seeds: 40));
}
