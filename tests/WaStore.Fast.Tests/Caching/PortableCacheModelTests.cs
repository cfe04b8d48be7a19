using System.Globalization;
using WaStore.Fast.Caching;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Caching;

/// <summary>Seeded steps against the model. CACHE_MODEL_SEED and CACHE_MODEL_SEEDS choose others; a failure names its seed and its steps.</summary>
public sealed class PortableCacheModelTests
{
    static readonly int?[] s_capacities = [null, 0, 1, 2, 5, 12];
    static readonly long[] s_times = [long.MaxValue, 1, 40, 320];

    [Fact]
    public async Task The_cache_does_what_the_model_does()
    {
        var first = Setting("CACHE_MODEL_SEED", 1);
        var seeds = Setting("CACHE_MODEL_SEEDS", 300);
        for (var seed = first; seed < first + seeds; seed++)
        {
            await RunAsync((ulong)seed, steps: 400);
        }
    }

    static async Task RunAsync(ulong seed, int steps)
    {
        var random = new ChaosRandom(seed);
        var capacity = s_capacities[random.Next(s_capacities.Length)];
        var ttl = s_times[random.Next(s_times.Length)];
        var tti = s_times[random.Next(s_times.Length)];
        var time = new ManualTime();
        var model = new PortableCacheModel(capacity, ttl, tti);
        var cache = Caches.Of(capacity, Span(ttl), Span(tti), time);
        var trace = new List<string> { $"capacity {capacity}, ttl {ttl}, tti {tti}" };
        try
        {
            for (var step = 0; step < steps; step++)
            {
                await StepAsync(random, step, model, cache, time, trace);
                Assert.Equal(model.Live, cache.Snapshot());
                Assert.InRange(cache.EntryCount, model.Live.Count(), capacity ?? int.MaxValue);
                Assert.Equal(0, cache.LoadCount);
            }

            cache.RunPendingTasks();
            Assert.Equal(model.Live.Count(), cache.EntryCount);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"CACHE_MODEL_SEED={seed} CACHE_MODEL_SEEDS=1: {string.Join(", ", trace)}", exception);
        }
    }

    static async Task StepAsync(
        ChaosRandom random, int step, PortableCacheModel model, PortableCache<string, int> cache, ManualTime time, List<string> trace)
    {
        var key = $"{random.Next(16)}";
        switch (random.Next(20))
        {
            case < 5:
                trace.Add($"insert {key}");
                model.Put(key, step);
                cache.Insert(key, step);
                break;
            case < 9:
                trace.Add($"get {key}");
                Assert.Equal(model.Get(key), cache.Read(key));
                break;
            case < 11:
                trace.Add($"remove {key}");
                Assert.Equal(model.Peek(key), cache.TryRemove(key, out var removed) ? removed : null);
                model.Remove(key);
                break;
            case < 12:
                trace.Add($"upsert {key}");
                var expected = (model.Peek(key) ?? -1) + step;
                Assert.Equal(expected, cache.Upsert(key, step, static (step, exists, current) => (exists ? current : -1) + step));
                model.Put(key, expected);
                break;
            case < 13:
                trace.Add($"add {key}");
                var isFree = model.Peek(key) is null;
                Assert.Equal(isFree, cache.TryAdd(key, step));
                if (isFree)
                {
                    model.Put(key, step);
                }

                break;
            case < 15:
                trace.Add($"load {key}");
                var known = model.Get(key);
                Assert.Equal(known ?? step, await cache.GetOrAddAsync(key, step, static (step, _, _) => new ValueTask<int>(step)));
                if (known is null)
                {
                    model.Put(key, step);
                }

                break;
            case < 16 when random.Next(8) == 0:
                trace.Add("invalidate all");
                model.Clear();
                cache.InvalidateAll();
                break;
            case < 17:
                trace.Add("run pending tasks");
                cache.RunPendingTasks();
                break;
            default:
                var by = random.Next(30);
                trace.Add($"advance {by}");
                model.Now += by;
                time.Advance(TimeSpan.FromTicks(by));
                break;
        }
    }

    static TimeSpan? Span(long ticks) => ticks == long.MaxValue ? null : TimeSpan.FromTicks(ticks);

    static long Setting(string name, long fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
