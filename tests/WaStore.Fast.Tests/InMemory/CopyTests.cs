using System.Runtime.InteropServices;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>Whoever writes over a blob, one that was handed in or one that was handed out, changes nothing in the store: key material is zeroed after use.</summary>
public sealed class CopyTests
{
    readonly InMemoryBackend _store = new(new InMemoryOptions { DeviceKeySource = Sample.KeySource });

    [Fact]
    public async Task Blobs_that_are_handed_in_stay_the_callers()
    {
        byte[] Own() => [1, 2, 3, 4];
        var blobs = new List<byte[]>();
        byte[] Mine()
        {
            blobs.Add(Own());
            return blobs[^1];
        }

        var device = FullDevice.Record with
        {
            EdgeRoutingInfo = Mine(),
            NctSalt = Mine(),
            Account = new AdvSignedDeviceIdentity { Details = Mine(), AccountSignature = Mine(), AccountSignatureKey = Mine(), DeviceSignature = Mine(), UnknownFields = Mine() },
        };
        var devices = new[] { new DeviceInfo(0, null, false) };
        await _store.SaveAsync(device);
        await _store.PutSessionAsync("a", Mine());
        await _store.PutSenderKeyAsync("a", Mine());
        await _store.StorePreKeyAsync(1, Mine(), uploaded: false);
        await _store.StoreSignedPreKeyAsync(1, Mine());
        await _store.SetSyncKeyAsync(Mine(), new AppStateSyncKey(Sample.Blob(32, 1), Mine(), 1));
        await _store.SetVersionAsync("c", Sample.State(1) with { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["i"] = Mine() }, UnknownFields = Mine() });
        await _store.PutMutationMacsAsync("c", 1, Sample.Of(new MutationMac(Sample.Key(1), Mine())));
        await _store.SaveBaseKeyAsync("a", "m", Mine());
        await _store.UpdateDeviceListAsync(new DeviceListRecord("u", devices, 1, null, null));
        await _store.PutGroupMetadataAsync("g", Mine());
        await _store.PutTcTokenAsync("j", new TcToken(Mine(), 1, null));
        await _store.StoreReceivedTcTokenAsync("k", Mine(), 1);
        await _store.StoreSentMessageAsync("c", "m", Mine());
        await _store.StorePendingInboundAsync("c", "s", "m", Mine());
        var before = await DescribeAsync();

        blobs.ForEach(blob => Array.Fill(blob, (byte)0xEE));
        devices[0] = new DeviceInfo(99, 99, true);

        Assert.Equal(before, await DescribeAsync());
        Assert.True(await _store.HasSameBaseKeyAsync("a", "m", Own()));
    }

    [Fact]
    public async Task Blobs_that_are_handed_out_are_the_callers()
    {
        await FilledAccount.FillAsync(_store);
        await _store.SaveAsync(FullDevice.Record);
        await _store.SetVersionAsync(FilledAccount.Collection, Sample.State(1) with { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["i"] = Sample.Blob(3, 1) } });
        await using var view = await _store.OpenSnapshotAsync();
        var before = await FilledAccount.DescribeAsync(_store);
        foreach (var read in EveryRead.OfTheAccount)
        {
            Overwrite(await read.RunAsync(_store, CancellationToken.None));
            Overwrite(await read.RunAsync(view, CancellationToken.None));
        }

        Assert.Equal(before, await FilledAccount.DescribeAsync(_store));
        // What is taken was stored, and the view still has it.
        Overwrite(await _store.TakeSentMessageAsync(FilledAccount.Chat, FilledAccount.Id));
        Assert.Equal(before, await FilledAccount.DescribeAsync(view));
    }

    static void Overwrite(object? answer)
    {
        switch (answer)
        {
            case byte[] blob: Array.Fill(blob, (byte)0xEE); break;
            case ReadOnlyMemory<byte> blob: MemoryMarshal.AsMemory(blob).Span.Fill(0xEE); break;
            case PreKeyEntry entry: Overwrite(entry.Record); break;
            case TcToken token: Overwrite(token.Token); break;
            case AppStateSyncKey key: Overwrite(key.KeyData); Overwrite(key.Fingerprint); break;
            case HashState state when state.Version != 0: Overwrite(state.Hash); Overwrite(state.IndexValueMap); break;
            case MsgSecretWithTimestamp secret: Overwrite(secret.Secret); break;
            case DeviceListRecord { Devices: DeviceInfo[] devices }: devices[0] = new DeviceInfo(99, 99, true); break;
            case DeviceRecord device:
                Overwrite(device.SignedPreKeySignature);
                Overwrite(device.EdgeRoutingInfo);
                Overwrite(device.NctSalt);
                Overwrite(device.Account?.Details);
                Overwrite(device.Account?.AccountSignature);
                break;
            case string: break;
            case IReadOnlyDictionary<string, byte[]> map: Overwrite(map.Values); break;
            case IReadOnlyDictionary<Key32, byte[]> map: Overwrite(map.Values); break;
            case IReadOnlyDictionary<string, ReadOnlyMemory<byte>> map: Overwrite(map.Values); break;
            case IReadOnlyDictionary<string, TcToken> map: Overwrite(map.Values); break;
            case System.Collections.IEnumerable items:
                foreach (var item in items)
                {
                    Overwrite(item);
                }

                break;
        }
    }

    async Task<string> DescribeAsync() => string.Join(
        '\n',
        Printed.Of(await _store.LoadAsync()),
        Printed.Of(await _store.GetSessionAsync("a")),
        Printed.Of(await _store.GetSenderKeyAsync("a")),
        Printed.Of(await _store.LoadPreKeyAsync(1)),
        Printed.Of(await _store.LoadSignedPreKeyAsync(1)),
        Printed.Of(await _store.GetLatestSyncKeyIdAsync()),
        Printed.Of(await _store.GetSyncKeyAsync(new byte[] { 1, 2, 3, 4 })),
        Printed.Of(await _store.GetVersionAsync("c")),
        Printed.Of(await _store.GetMutationMacAsync("c", Sample.Key(1))),
        Printed.Of(await _store.GetDevicesAsync("u")),
        Printed.Of(await _store.GetGroupMetadataAsync("g")),
        Printed.Of(await _store.GetTcTokensAsync(Sample.Of("j", "k"))),
        Printed.Of(await _store.GetSentMessageAsync("c", "m")),
        Printed.Of(await _store.GetPendingInboundAsync("c", "s", "m")));
}
