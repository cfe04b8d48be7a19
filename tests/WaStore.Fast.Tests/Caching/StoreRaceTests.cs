namespace WaStore.Fast.Tests.Caching;

public sealed class StoreRaceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task No_read_is_older_than_the_last_invalidation_before_it(int failEvery)
    {
        const int Keys = 3;
        var truth = new int[Keys];
        var settled = new int[Keys];
        var harness = new StoreHarness();
        var calls = 0;
        harness.Store.Before = async call =>
        {
            await Task.Yield();
            if (failEvery > 0 && call is not "get" && Interlocked.Increment(ref calls) % failEvery == 0)
            {
                throw new IOException("weather");
            }
        };
        harness.Store.After = static async _ => await Task.Yield();
        var stopped = 0;
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                var key = i % Keys;
                var next = Interlocked.Increment(ref truth[key]);
                switch (i % 50)
                {
                    case 0:
                        harness.Cache.InvalidateAll();
                        break;
                    case 1:
                        await harness.Cache.ClearAsync();
                        break;
                    case < 10:
                        await harness.Cache.InsertAsync($"{key}", new Note(next));
                        break;
                    default:
                        await harness.Cache.InvalidateAsync($"{key}");
                        break;
                }

                Volatile.Write(ref settled[key], next);
            }

            Volatile.Write(ref stopped, 1);
        });
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            for (var i = reader; Volatile.Read(ref stopped) == 0; i++)
            {
                var key = i % Keys;
                var floor = Volatile.Read(ref settled[key]);
                var note = await harness.Cache.GetOrAddAsync($"{key}", (truth, key), static async (state, _, _) =>
                {
                    var loaded = Volatile.Read(ref state.truth[state.key]);
                    await Task.Yield();
                    return (Note?)new Note(loaded);
                });
                Assert.True(note!.Number >= floor, $"{note.Number} was read after {floor} was settled");
            }
        }));
        await Task.WhenAll([writer, .. readers]);
        Assert.Equal(failEvery > 0, harness.Cache.Failures > 0);
    }
}
