using WaStore.Fast.Contracts.Samples;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Random calls over all stores against plain dictionaries, compared step by step. The seed is printed.</summary>
public sealed class ModelTests(ITestOutputHelper output) : StoreTest
{
    const int Steps = 3_000;

    public static TheoryData<int> Seeds => [1, 2, Environment.TickCount & 0xFFFF];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_store_answers_as_dictionaries_do(int seed)
    {
        output.WriteLine($"seed {seed}");
        Assert.True(await Store.ProvisionAsync(2, Sample.Keys(2)));
        var random = new Random(seed);
        var accounts = new[] { (Store, Model: new StoreModel(Clock)), (Store: Account(2), Model: new StoreModel(Clock)) };
        for (var step = 0; step < Steps; step++)
        {
            var (store, model) = accounts[random.Next(accounts.Length)];
            var what = await StoreModelSteps.RunAsync(random, store, model);
            if (random.Next(20) == 0)
            {
                Clock.Advance(random.Next(100));
            }

            foreach (var (other, expected) in step % 50 == 0 ? accounts : [(store, model)])
            {
                var difference = await expected.CompareAsync(other, full: step % 50 == 0);
                Assert.True(difference is null, $"seed {seed}, step {step}, after {what}: {difference}");
            }
        }
    }
}
