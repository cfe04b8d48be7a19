using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class EntryTableTests
{
    [Fact]
    public void It_finds_what_a_dictionary_finds()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var table = new EntryTable<ChainRecord>();
            var model = new Dictionary<SignalKey, CacheEntry<ChainRecord>>();
            for (var step = 0; step < 400; step++)
            {
                // Few hashes, so that runs grow, wrap and are closed again.
                var number = random.Next(60);
                var key = SignalAddress.Parse($"{number}@lid.0");
                var hash = number % 7 == 0 ? -1 : number % 11;
                if (model.Remove(key, out var entry))
                {
                    table.Remove(entry);
                }
                else
                {
                    entry = new CacheEntry<ChainRecord>(key, hash);
                    model.Add(key, entry);
                    table.Add(entry);
                }

                Assert.Equal(model.Count, table.Count);
                for (number = 0; number < 60; number++)
                {
                    key = SignalAddress.Parse($"{number}@lid.0");
                    hash = number % 7 == 0 ? -1 : number % 11;
                    Assert.Same(model.GetValueOrDefault(key), table.Find(key, hash));
                    Assert.Same(model.GetValueOrDefault(key), table.Find(key.Text, hash));
                }
            }
        }
    }

    [Fact]
    public async Task A_reader_without_the_lock_is_never_given_a_wrong_entry()
    {
        var table = new EntryTable<ChainRecord>();
        var entries = Enumerable.Range(0, 64).Select(i => new CacheEntry<ChainRecord>(SignalAddress.Parse($"{i}@lid.0"), i % 5)).ToArray();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var entry in entries)
                {
                    var found = table.Find(entry.Key, entry.Hash);
                    Assert.True(found is null || ReferenceEquals(found, entry));
                }
            }
        })).ToArray();
        var random = new Random(1);
        var present = new bool[entries.Length];
        while (!stop.IsCancellationRequested)
        {
            var index = random.Next(entries.Length);
            if (present[index])
            {
                table.Remove(entries[index]);
            }
            else
            {
                table.Add(entries[index]);
            }

            present[index] = !present[index];
        }

        await Task.WhenAll(readers);
    }
}
