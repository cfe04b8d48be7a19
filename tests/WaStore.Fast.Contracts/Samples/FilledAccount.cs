using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>An account with something in every table, and a description of all that can be read of it.</summary>
public static class FilledAccount
{
    public const string User = "7";
    public const string Address = "7:1@lid.0";
    public const string SenderKeyName = "g@g.us:7:1@lid.0";
    public const string Collection = "regular";
    public const string Group = "g@g.us";
    public const string DeviceJid = "7:1@lid";
    public const string Chat = "7@lid";
    public const string Id = "3EB0";

    /// <summary>Sets every row to its first value again, whatever was done to it. Members in <paramref name="unsupported"/> are left out.</summary>
    public static async Task FillAsync(IBackend store, IReadOnlySet<string>? unsupported = null)
    {
        await store.SaveAsync(DeviceRecord.NewFrom(Sample.Keys(50), new FakeTime()) with { PushName = "filled", NextPreKeyId = 5 });
        await store.PutSessionAsync(Address, Sample.Blob(60, 1));
        await store.PutIdentityAsync(Address, Sample.Key(1));
        await store.StorePreKeyAsync(3, Sample.Blob(74, 1), uploaded: false);
        await store.StoreSignedPreKeyAsync(1, Sample.Blob(170, 1));
        await store.PutSenderKeyAsync(SenderKeyName, Sample.Blob(90, 1));
        await store.SetSyncKeyAsync(Sample.Of<byte>(1, 2), Sample.SyncKey(1));
        await store.SetVersionAsync(Collection, Sample.State(1));
        await store.PutMutationMacsAsync(Collection, 1, Sample.Of(Sample.Mac(1)));
        await store.SetSenderKeyStatusAsync(Group, Sample.Of(new SenderKeyDevice(DeviceJid, false)));
        await store.PutLidMappingAsync(Sample.Mapping(1));
        await store.SaveBaseKeyAsync(Address, Id, Sample.Blob(33, 1));
        await store.UpdateDeviceListAsync(Sample.DeviceList(User, 1));
        await store.PutTcTokenAsync(Chat, new TcToken(Sample.Blob(20, 1), 50, 60));
        await store.StoreSentMessageAsync(Chat, Id, Sample.Blob(40, 1));
        _ = await store.PutMsgSecretsAsync(Sample.Of(new MsgSecretEntry(Chat, Chat, Id, Sample.Key(1), 100, 90)));
        if (unsupported is null || !unsupported.Contains(nameof(IBackend.PutGroupMetadataAsync)))
        {
            await store.PutGroupMetadataAsync(Group, Sample.Blob(80, 1));
        }

        if (unsupported is null || !unsupported.Contains(nameof(IBackend.StorePendingInboundAsync)))
        {
            await store.StorePendingInboundAsync(Chat, Chat, Id, Sample.Blob(40, 2));
        }
    }

    /// <summary>One line a read, of everything that <see cref="EveryRead"/> reads.</summary>
    public static async Task<string> DescribeAsync(IStoreReads store, IReadOnlySet<string>? unsupported = null)
    {
        var lines = new List<string>();
        foreach (var read in EveryRead.OfTheAccount)
        {
            if (unsupported is null || !unsupported.Contains(read.Name))
            {
                lines.Add($"{read.Name}: {Printed.Of(await read.RunAsync(store, CancellationToken.None))}");
            }
        }

        return string.Join('\n', lines);
    }
}
