using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>The reference's cap on message secrets with a deadline: 8,192, cut to 6,144 (spec/storage.md 1.8, 5.3).</summary>
public sealed class MsgSecretCapTests
{
    const int Cap = 8_192;
    const int Kept = 6_144;
    const long Now = FakeTime.Start;

    readonly InMemoryBackend _store = new();

    [Fact]
    public async Task They_stay_bounded_and_the_soonest_deadline_goes_first()
    {
        const int Total = 4 * Cap;
        for (var i = 0; i < Total; i++)
        {
            await PutAsync(Entry(i, Now + i));
            Assert.InRange(Count, Math.Min(i + 1, Kept), Cap);
        }

        Assert.Null(await GetAsync(0));
        Assert.Null(await GetAsync(Total - Cap - 1));
        Assert.NotNull(await GetAsync(Total - Kept));
        Assert.NotNull(await GetAsync(Total - 1));
    }

    [Fact]
    public async Task One_more_than_the_cap_cuts_to_what_is_kept()
    {
        await PutAsync(Sample.Many(Cap, i => Entry(i, Now + i)));
        Assert.Equal(Cap, Count);

        await PutAsync(Entry(Cap, Now + Cap));
        Assert.Equal(Kept, Count);
        Assert.Null(await GetAsync(Cap - Kept));
        Assert.NotNull(await GetAsync(Cap - Kept + 1));
    }

    [Fact]
    public async Task One_oversized_batch_keeps_no_more_than_trickling()
    {
        var trickled = new InMemoryBackend();
        var entries = Sample.Many(4 * Cap, i => Entry(i, Now + i));
        await PutAsync(entries);
        foreach (var entry in entries)
        {
            _ = await trickled.PutMsgSecretsAsync(Sample.Of(entry));
        }

        Assert.Equal(Kept, Count);
        Assert.True((await _store.GetResourceReportAsync()).MemoryBytes <= (await trickled.GetResourceReportAsync()).MemoryBytes);
        Assert.NotNull(await GetAsync((4 * Cap) - 1));
    }

    [Fact]
    public async Task The_senders_of_one_message_stay_or_go_together()
    {
        // One deadline for all: what is cut is arbitrary but for the pairs.
        var lowest = int.MaxValue;
        var before = 0;
        for (var i = 0; i < 2 * Cap; i++)
        {
            await PutAsync(Entry(i, Now + 1, "a"), Entry(i, Now + 1, "b"));
            Assert.InRange(Count, 1, Cap);
            lowest = Count < before ? Math.Min(lowest, Count) : lowest;
            before = Count;
        }

        Assert.Equal(Kept, lowest);
        await AssertPairsAsync(0, 2 * Cap);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_of_pairs_is_not_cut_between_them_however_they_are_ordered(bool isScattered)
    {
        // One message with a single sender, so that pairs begin at odd places; deadlines fall, so that the last ones are the first to go.
        var pairs = Sample.Many((3 * Cap) - 1, i => i + 1);
        var batch = isScattered
            ? pairs.Select(i => Entry(i, Now + 100_000 - i, "a")).Concat(pairs.Select(i => Entry(i, Now + 100_000 - i, "b")))
            : pairs.SelectMany(i => new[] { Entry(i, Now + 100_000 - i, "a"), Entry(i, Now + 100_000 - i, "b") });
        await PutAsync([Entry(0, Now + 100_000, "a"), .. batch]);

        Assert.InRange(Count, Kept - 1, Cap);
        await AssertPairsAsync(1, 3 * Cap);
    }

    [Fact]
    public async Task Secrets_without_a_deadline_are_never_evicted()
    {
        for (var i = 0; i < 2 * Cap; i++)
        {
            await PutAsync(Entry(i, 0));
        }

        Assert.Equal(2 * Cap, Count);
        Assert.NotNull(await GetAsync(0));
    }

    [Fact]
    public async Task Secrets_without_a_deadline_do_not_count()
    {
        await PutAsync(Sample.Many(Cap + 1000, i => Entry(i, 0)));
        await PutAsync(Sample.Many(100, i => Entry(100_000 + i, Now + i)));

        for (var i = 0; i < 100; i++)
        {
            Assert.NotNull(await GetAsync(100_000 + i));
        }
    }

    [Fact]
    public async Task A_secret_that_gets_or_loses_its_deadline_is_counted_anew()
    {
        await PutAsync(Sample.Many(Cap, i => Entry(i, Now + i)));
        // Half of them become permanent, which makes room for as many.
        await PutAsync(Sample.Many(Cap / 2, i => Entry(i, 0)));
        await PutAsync(Sample.Many(Cap / 2, i => Entry(100_000 + i, Now + 200_000)));
        Assert.Equal(Cap + (Cap / 2), Count);

        // What the sweep takes makes room, too.
        Assert.Equal(Cap / 2, await _store.DeleteExpiredMsgSecretsAsync(Now + Cap));
        await PutAsync(Sample.Many(Cap / 2, i => Entry(200_000 + i, Now + 200_000)));
        Assert.Equal(Cap + (Cap / 2), Count);
    }

    int Count => _store.Database.State[1].MsgSecrets.Rows.Count;

    static MsgSecretEntry Entry(int i, long expiresAt, string sender = "a") => new("chat", sender, $"{i}", Sample.Key(i), expiresAt, Now);

    async Task PutAsync(params MsgSecretEntry[] entries) => Assert.Equal(entries.Length, await _store.PutMsgSecretsAsync(entries));

    ValueTask<byte[]?> GetAsync(int i, string sender = "a") => _store.GetMsgSecretAsync("chat", sender, $"{i}");

    async Task AssertPairsAsync(int from, int to)
    {
        var pairs = 0;
        for (var i = from; i < to; i++)
        {
            var first = await GetAsync(i, "a") is not null;
            Assert.Equal((i, first), (i, await GetAsync(i, "b") is not null));
            pairs += first ? 1 : 0;
        }

        Assert.InRange(pairs, 1, to - from - 1);
    }
}
