using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A cache of notes in a steered store, with its log and its clock.</summary>
sealed class StoreHarness
{
    internal StoreHarness() => Cache = Make();

    internal SteeredCacheStore Store { get; } = new();

    internal ListLogger Log { get; } = new();

    internal ManualTime Time { get; } = new();

    internal TypedCache<string, Note> Cache { get; }

    /// <summary>Another process, over the same store.</summary>
    internal TypedCache<string, Note> Make() =>
        TypedCache.FromStore(Store, "notes", TimeSpan.FromHours(1), static (string key) => key, CachingJson.Default.Note, Log, Time);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(30), "It did not happen.");
            await Task.Delay(1);
        }
    }
}
