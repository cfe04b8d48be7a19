using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>What the storage says it holds (spec/storage.md 5.3).</summary>
[Collection(Alone.Name)]
public sealed class ResourceReportTests
{
    readonly InMemoryBackend _store = new();

    [Fact]
    public async Task An_empty_storage_is_a_positive_zero() =>
        Assert.Equal(new ResourceReport(0, 0, null, null), await _store.GetResourceReportAsync());

    [Fact]
    public async Task It_follows_the_bytes_that_the_heap_holds()
    {
        var held = await RetainedBytes.OfAsync(FilledAsync);

        var report = await (await FilledAsync()).GetResourceReportAsync();
        Assert.Equal(60_000, report.Pages);
        Assert.InRange(report.MemoryBytes!.Value, held * 8 / 10, held * 12 / 10);
    }

    [Fact]
    public async Task A_text_that_rows_share_is_counted_once()
    {
        const int Rows = 40;
        var distinct = new InMemoryBackend();
        var chat = "12025550111@s.whatsapp.net";
        _ = await _store.PutMsgSecretsAsync(Sample.Many(Rows, i => new MsgSecretEntry(chat, chat, $"{i:0000}", Sample.Key(i), 0, 0)));
        _ = await distinct.PutMsgSecretsAsync(Sample.Many(Rows, i => new MsgSecretEntry(new string(chat), new string(chat), $"{i:0000}", Sample.Key(i), 0, 0)));

        // 22 bytes of header and two a character, to the next 8.
        var text = (22 + (2 * chat.Length) + 7) / 8 * 8;
        Assert.Equal(((2 * Rows) - 1) * text, (await distinct.GetResourceReportAsync()).MemoryBytes - (await _store.GetResourceReportAsync()).MemoryBytes);
    }

    [Fact]
    public async Task The_device_row_counts_flat_whatever_it_holds()
    {
        await _store.SaveAsync(DeviceRecord.NewFrom(Sample.Keys(1), TimeProvider.System));
        var bare = await _store.GetResourceReportAsync();
        await _store.SaveAsync(FullDevice.Record with { EdgeRoutingInfo = Sample.Blob(10_000, 1) });

        Assert.Equal(1, bare.Pages);
        Assert.NotEqual(0, bare.MemoryBytes);
        Assert.Equal(bare, await _store.GetResourceReportAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_tell_reports_nothing() =>
        Assert.Equal(ResourceReport.Unknown, await ((IBackend)new RequiredMembersBackend(TimeProvider.System)).GetResourceReportAsync());

    [Fact]
    public async Task Every_kind_of_row_is_counted()
    {
        var accounts = new InMemoryDatabase(new InMemoryOptions { DeviceKeySource = Sample.KeySource });
        await FilledAccount.FillAsync(accounts.Account(1));
        await FilledAccount.FillAsync(accounts.Account(2));
        var filled = await accounts.Account(3).GetResourceReportAsync();

        // Eighteen tables, a row each.
        Assert.Equal(36, filled.Pages);
        await accounts.Account(1).RemoveAsync(2);
        Assert.Equal(18, (await accounts.Account(1).GetResourceReportAsync()).Pages);
        await accounts.Account(1).RemoveAsync(1);
        Assert.Equal(new ResourceReport(0, 0, null, null), await accounts.Account(1).GetResourceReportAsync());
    }

    static async Task<InMemoryBackend> FilledAsync()
    {
        var store = new InMemoryBackend();
        await store.StorePreKeysAsync(Sample.Many(20_000, i => new PreKeyEntry((uint)i, Sample.Blob(74, i))), uploaded: false);
        await store.PutSessionsAsync(Sample.Many(20_000, i => new RecordEntry($"{i}:1@lid.0", Sample.Blob(500, i))));
        _ = await store.PutMsgSecretsAsync(Sample.Many(20_000, i => new MsgSecretEntry("chat", "sender", $"{i}", Sample.Key(i), 0, 0)));
        return store;
    }
}
