using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Contracts.Primitives;

/// <summary>Random calls over all stores and two accounts against plain dictionaries, compared step by step.</summary>
public abstract class FullModelContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    const int Steps = 3_000;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public async Task The_store_answers_as_dictionaries_do(int seed)
    {
        var random = new Random(seed);
        var second = await OpenProvisionedAccountAsync(2);
        var accounts = new[] { (Store, Model: new StoreModel(Clock)), (Store: second, Model: new StoreModel(Clock)) };
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
