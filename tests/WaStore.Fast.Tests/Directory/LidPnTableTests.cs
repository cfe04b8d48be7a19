using WaStore.Fast.Directories;
using WaStore.Fast.Tests.Signal;
using WaStore.Fast.Tests.Signal.Cache;
using Xunit.Abstractions;

namespace WaStore.Fast.Tests.Directories;

/// <summary>The table of pairs: against a naive one, and what it weighs.</summary>
[Collection(InMemory.Alone.Name)]
public sealed class LidPnTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_answers_as_two_dictionaries_do(ulong seed)
    {
        var random = new ChaosRandom(seed);
        var table = new LidPnTable(capacity: null, idle: null, TimeProvider.System);
        var (byLid, byPhone) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        for (var step = 0; step < 20_000; step++)
        {
            var (lid, phone) = (User(random), User(random));
            var leads = random.Next(4) > 0;
            if (byLid.TryGetValue(lid, out var former) && former != phone && byPhone.GetValueOrDefault(former) == lid)
            {
                _ = byPhone.Remove(former);
            }

            byLid[lid] = phone;
            if (leads)
            {
                byPhone[phone] = lid;
            }

            table.Add(new LidPnEntry(lid, phone, step, LearningSource.Usync), leads);
            var asked = User(random);
            Assert.Equal(byLid.GetValueOrDefault(asked), table.Find(LidPnKey.OfLid(asked))?.PhoneNumber);
            Assert.Equal(byPhone.GetValueOrDefault(asked), table.Find(LidPnKey.OfPhone(asked))?.Lid);
        }

        Assert.Equal((byLid.Count, byPhone.Count), (table.Count, table.PhoneCount));
        table.Clear();
        Assert.Equal((0, 0), (table.Count, table.PhoneCount));
    }

    [Fact]
    public void Full_it_evicts_what_nobody_asked_for_and_stays_in_its_bounds()
    {
        var table = new LidPnTable(100, idle: null, TimeProvider.System);
        for (var i = 0; i < 5_000; i++)
        {
            table.Add(new LidPnEntry($"{10_000 + i}", $"p{i}", i, LearningSource.Usync), leads: true);
            // The first one is asked for all the time.
            Assert.NotNull(table.Find(LidPnKey.OfLid("10000")));
        }

        Assert.Equal((100, 100), (table.Count, table.PhoneCount));
        Assert.Equal("p0", table.Find(LidPnKey.OfLid("10000"))!.PhoneNumber);
        Assert.Null(table.Find(LidPnKey.OfLid("10001")));
        Assert.NotNull(table.Find(LidPnKey.OfPhone("p4999")));
        // The texts of those that went are gone as well: the bytes are those of the arrays.
        Assert.InRange(table.Bytes, 1, 100 * 50);
    }

    [Fact]
    public async Task Ten_thousand_pairs_take_less_than_fifty_bytes_each_and_a_hit_allocates_nothing()
    {
        var bytes = await RetainedBytes.OfAsync(() => Task.FromResult(TenThousandPairs()));
        var table = TenThousandPairs();
        output.WriteLine($"10,000 pairs: {bytes:N0} bytes on the heap, {bytes / 10_000.0:F1} for a pair; arrays {table.Bytes:N0}");
        Assert.Equal(10_000, table.Count);
        Assert.InRange(bytes, 240_000, 500_000);

        var buffer = new char[32];
        var phone = "559980000042";
        Assert.Equal(0, AllocatedBytes.Of(() => Assert.True(table.TryFind(phone, isLid: false, buffer, out _))));
        Assert.True(table.TryFind(phone, isLid: false, buffer, out var length));
        Assert.Equal($"{100_000_000_000_000 + (42 * 7919L)}", new string(buffer, 0, length));
    }

    static LidPnTable TenThousandPairs()
    {
        var table = new LidPnTable(10_000, TimeSpan.FromHours(1), TimeProvider.System);
        for (var i = 0; i < 10_000; i++)
        {
            table.Add(new LidPnEntry($"{100_000_000_000_000 + (i * 7919L)}", $"{559_980_000_000 + i}", 1_790_000_000 + i, LearningSource.Usync), leads: true);
        }

        return table;
    }

    // Some are decimals, some are not.
    static string User(ChaosRandom random) => random.Next(4) == 0 ? $"u{random.Next(60)}" : $"{1 + random.Next(300)}";
}
