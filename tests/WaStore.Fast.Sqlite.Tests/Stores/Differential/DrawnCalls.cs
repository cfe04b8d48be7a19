using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Differential;

/// <summary>A member, and what draws its arguments: all of them before the call, so that the draw does not depend on the answer.</summary>
sealed record DrawnCall<TStore>(string Name, Func<Draw, Func<TStore, CancellationToken, ValueTask<object?>>> Arguments);

/// <summary>Every read and every write of the five stores with random arguments.</summary>
static class DrawnCalls
{
    internal static IReadOnlyList<DrawnCall<IStoreReads>> Reads { get; } = [.. SignalReads(), .. AppSyncReads(), .. ProtocolReads(), .. OtherReads()];

    internal static IReadOnlyList<DrawnCall<IUnitOfWork>> Writes { get; } = [.. SignalWrites(), .. AppSyncWrites(), .. DirectoryWrites(), .. MessageWrites(), .. DeviceWrites()];

    static IEnumerable<DrawnCall<IStoreReads>> SignalReads() =>
    [
        Read(nameof(IStoreReads.LoadIdentityAsync), d => d.Name(), async (s, a, t) => await s.LoadIdentityAsync(a, t)),
        Read(nameof(IStoreReads.LoadIdentitiesAsync), d => d.NameList(), async (s, a, t) => await s.LoadIdentitiesAsync(a, t)),
        Read(nameof(IStoreReads.GetSessionAsync), d => d.Name(), async (s, a, t) => await s.GetSessionAsync(a, t)),
        Read(nameof(IStoreReads.GetSessionsAsync), d => d.NameList(), async (s, a, t) => await s.GetSessionsAsync(a, t)),
        Read(nameof(IStoreReads.ReadSessionsAsync), d => d.NameList(), async (s, a, t) =>
        {
            var seen = new List<string>();
            await s.ReadSessionsAsync(a, seen, static (seen, address, record) => seen.Add($"{Convert.ToHexString(address)} {Convert.ToHexString(record)}"), t);
            return seen;
        }),
        Read(nameof(IStoreReads.HasSessionAsync), d => d.Name(), async (s, a, t) => await s.HasSessionAsync(a, t)),
        Read(nameof(IStoreReads.HasSignalStateForUserAsync), User, async (s, a, t) => await s.HasSignalStateForUserAsync(a, t)),
        Read(nameof(IStoreReads.GetSignalAddressesAsync), User, async (s, a, t) => await s.GetSignalAddressesAsync(a, t)),
        Read(nameof(IStoreReads.LoadPreKeyAsync), d => d.Id(), async (s, a, t) => await s.LoadPreKeyAsync(a, t)),
        Read(nameof(IStoreReads.LoadPreKeysAsync), d => d.IdList(), async (s, a, t) => await s.LoadPreKeysAsync(a, t)),
        Read(nameof(IStoreReads.GetMaxPreKeyIdAsync), d => 0, async (s, _, t) => await s.GetMaxPreKeyIdAsync(t)),
        Read(nameof(IStoreReads.LoadSignedPreKeyAsync), d => d.Id(), async (s, a, t) => await s.LoadSignedPreKeyAsync(a, t)),
        Read(nameof(IStoreReads.LoadAllSignedPreKeysAsync), d => 0, async (s, _, t) => await s.LoadAllSignedPreKeysAsync(t)),
        Read(nameof(IStoreReads.GetSenderKeyAsync), d => d.Name(), async (s, a, t) => await s.GetSenderKeyAsync(a, t)),
        Read(nameof(IStoreReads.GetSenderKeysAsync), d => d.NameList(), async (s, a, t) => await s.GetSenderKeysAsync(a, t)),
    ];

    static IEnumerable<DrawnCall<IStoreReads>> AppSyncReads() =>
    [
        Read(nameof(IStoreReads.GetSyncKeyAsync), d => d.SyncKeyId(), async (s, a, t) => await s.GetSyncKeyAsync(a, t)),
        Read(nameof(IStoreReads.GetLatestSyncKeyIdAsync), d => 0, async (s, _, t) => await s.GetLatestSyncKeyIdAsync(t)),
        Read(nameof(IStoreReads.GetVersionAsync), d => d.Name(), async (s, a, t) => await s.GetVersionAsync(a, t)),
        Read(nameof(IStoreReads.TryGetVersionAsync), d => d.Name(), async (s, a, t) => await s.TryGetVersionAsync(a, t)),
        Read(nameof(IStoreReads.GetMutationMacAsync), d => (d.Name(), d.Key()), async (s, a, t) => await s.GetMutationMacAsync(a.Item1, a.Item2, t)),
        Read(nameof(IStoreReads.GetMutationMacsAsync), d => (d.Name(), d.Keys()), async (s, a, t) => await s.GetMutationMacsAsync(a.Item1, a.Item2, t)),
    ];

    static IEnumerable<DrawnCall<IStoreReads>> ProtocolReads() =>
    [
        Read(nameof(IStoreReads.GetSenderKeyDevicesAsync), d => d.Name(), async (s, a, t) => await s.GetSenderKeyDevicesAsync(a, t)),
        Read(nameof(IStoreReads.GetLidMappingAsync), d => d.Name(), async (s, a, t) => await s.GetLidMappingAsync(a, t)),
        Read(nameof(IStoreReads.GetPnMappingAsync), d => d.Name(), async (s, a, t) => await s.GetPnMappingAsync(a, t)),
        Read(nameof(IStoreReads.GetLidMappingsAsync), d => d.NameList(), async (s, a, t) => await s.GetLidMappingsAsync(a, t)),
        Read(nameof(IStoreReads.GetPnMappingsAsync), d => d.NameList(), async (s, a, t) => await s.GetPnMappingsAsync(a, t)),
        Read(nameof(IStoreReads.GetAllLidMappingsAsync), d => 0, async (s, _, t) => await s.GetAllLidMappingsAsync(t)),
        Read(nameof(IStoreReads.HasSameBaseKeyAsync), d => (d.Name(), d.Name(), d.Number(3)), async (s, a, t) => await s.HasSameBaseKeyAsync(a.Item1, a.Item2, new byte[a.Item3], t)),
        Read(nameof(IStoreReads.GetDevicesAsync), d => d.Name(), async (s, a, t) => await s.GetDevicesAsync(a, t)),
        Read(nameof(IStoreReads.GetDeviceListsAsync), d => d.NameList(), async (s, a, t) => await s.GetDeviceListsAsync(a, t)),
        Read(nameof(IStoreReads.GetGroupMetadataAsync), d => d.Name(), async (s, a, t) => await s.GetGroupMetadataAsync(a, t)),
        Read(nameof(IStoreReads.GetTcTokenAsync), d => d.Name(), async (s, a, t) => await s.GetTcTokenAsync(a, t)),
        Read(nameof(IStoreReads.GetTcTokensAsync), d => d.NameList(), async (s, a, t) => await s.GetTcTokensAsync(a, t)),
        Read(nameof(IStoreReads.GetAllTcTokenJidsAsync), d => 0, async (s, _, t) => await s.GetAllTcTokenJidsAsync(t)),
        Read(nameof(IStoreReads.GetSentMessageAsync), d => (d.Name(), d.Name()), async (s, a, t) => await s.GetSentMessageAsync(a.Item1, a.Item2, t)),
        Read(nameof(IStoreReads.GetPendingInboundAsync), Message, async (s, a, t) => await s.GetPendingInboundAsync(a.Chat, a.Sender, a.Id, t)),
    ];

    static IEnumerable<DrawnCall<IStoreReads>> OtherReads() =>
    [
        Read(nameof(IStoreReads.GetMsgSecretAsync), Message, async (s, a, t) => await s.GetMsgSecretAsync(a.Chat, a.Sender, a.Id, t)),
        Read(nameof(IStoreReads.GetMsgSecretWithTimestampAsync), Message, async (s, a, t) => await s.GetMsgSecretWithTimestampAsync(a.Chat, a.Sender, a.Id, t)),
        Read(nameof(IStoreReads.GetStoredMsgSecretAsync), Message, async (s, a, t) => await s.GetStoredMsgSecretAsync(a.Chat, a.Sender, a.Id, t)),
        Read(nameof(IStoreReads.LoadAsync), d => 0, async (s, _, t) => await s.LoadAsync(t)),
        Read(nameof(IStoreReads.ExistsAsync), d => 0, async (s, _, t) => await s.ExistsAsync(t)),
        Read(nameof(IStoreReads.ListDevicesAsync), d => 0, async (s, _, t) => await s.ListDevicesAsync(t)),
    ];

    static IEnumerable<DrawnCall<IUnitOfWork>> SignalWrites() =>
    [
        Write(nameof(IStoreWrites.PutIdentityAsync), d => (d.Name(), d.Key()), (s, a, t) => s.PutIdentityAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.PutIdentitiesAsync), d => d.Many(4, () => new IdentityEntry(d.Name(), d.Key())), (s, a, t) => s.PutIdentitiesAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteIdentityAsync), d => d.Name(), (s, a, t) => s.DeleteIdentityAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteIdentitiesAsync), d => d.NameList(), (s, a, t) => s.DeleteIdentitiesAsync(a, t)),
        Write(nameof(IStoreWrites.PutSessionAsync), d => (d.Name(), d.Blob()), (s, a, t) => s.PutSessionAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.PutSessionsAsync), Records, (s, a, t) => s.PutSessionsAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteSessionAsync), d => d.Name(), (s, a, t) => s.DeleteSessionAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteSessionsAsync), d => d.NameList(), (s, a, t) => s.DeleteSessionsAsync(a, t)),
        Write(nameof(IStoreWrites.StorePreKeyAsync), d => (d.Id(), d.Blob(), d.Chance(2)), (s, a, t) => s.StorePreKeyAsync(a.Item1, a.Item2, a.Item3, t)),
        Write(nameof(IStoreWrites.StorePreKeysAsync), d => (d.Many(4, () => new PreKeyEntry(d.Id(), d.Blob())), d.Chance(2)), (s, a, t) => s.StorePreKeysAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.MarkPreKeysUploadedAsync), d => d.IdList(), (s, a, t) => s.MarkPreKeysUploadedAsync(a, t)),
        Write(nameof(IStoreWrites.RemovePreKeyAsync), d => d.Id(), (s, a, t) => s.RemovePreKeyAsync(a, t)),
        Write(nameof(IStoreWrites.RemovePreKeysAsync), d => d.IdList(), (s, a, t) => s.RemovePreKeysAsync(a, t)),
        Write(nameof(IStoreWrites.StoreSignedPreKeyAsync), d => (d.Id(), d.Blob()), (s, a, t) => s.StoreSignedPreKeyAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.RemoveSignedPreKeyAsync), d => d.Id(), (s, a, t) => s.RemoveSignedPreKeyAsync(a, t)),
        Write(nameof(IStoreWrites.PutSenderKeyAsync), d => (d.Name(), d.Blob()), (s, a, t) => s.PutSenderKeyAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.PutSenderKeysAsync), Records, (s, a, t) => s.PutSenderKeysAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteSenderKeyAsync), d => d.Name(), (s, a, t) => s.DeleteSenderKeyAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteSenderKeysAsync), d => d.NameList(), (s, a, t) => s.DeleteSenderKeysAsync(a, t)),
    ];

    static IEnumerable<DrawnCall<IUnitOfWork>> AppSyncWrites() =>
    [
        Write(nameof(IStoreWrites.SetSyncKeyAsync), d => (d.SyncKeyId(), d.SyncKey()), (s, a, t) => s.SetSyncKeyAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.SetVersionAsync), d => (d.Name(), d.State()), (s, a, t) => s.SetVersionAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.DeleteVersionAsync), d => d.Name(), (s, a, t) => s.DeleteVersionAsync(a, t)),
        Write(nameof(IStoreWrites.PutMutationMacsAsync), d => (d.Name(), d.Many(4, d.Mac)), (s, a, t) => s.PutMutationMacsAsync(a.Item1, 1, a.Item2, t)),
        Write(nameof(IStoreWrites.DeleteMutationMacsAsync), d => (d.Name(), d.Keys()), (s, a, t) => s.DeleteMutationMacsAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.ClearMutationMacsAsync), d => d.Name(), (s, a, t) => s.ClearMutationMacsAsync(a, t)),
        Write(nameof(IStoreWrites.CommitPatchAsync), d => (d.Name(), d.State(), d.Keys(), d.Many(4, d.Mac)), (s, a, t) => s.CommitPatchAsync(a.Item1, a.Item2, a.Item3, a.Item4, t)),
    ];

    static IEnumerable<DrawnCall<IUnitOfWork>> DirectoryWrites() =>
    [
        Write(nameof(IStoreWrites.SetSenderKeyStatusAsync), d => (d.Name(), d.Many(4, () => new SenderKeyDevice(d.Name(), d.Chance(2)))), (s, a, t) => s.SetSenderKeyStatusAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.ClearSenderKeyDevicesAsync), d => d.Name(), (s, a, t) => s.ClearSenderKeyDevicesAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteSenderKeyDeviceRowsAsync), d => d.NameList(), (s, a, t) => s.DeleteSenderKeyDeviceRowsAsync(a, t)),
        Write(nameof(IStoreWrites.ClearAllSenderKeyDevicesAsync), d => 0, (s, _, t) => s.ClearAllSenderKeyDevicesAsync(t)),
        Write(nameof(IStoreWrites.PutLidMappingAsync), d => d.Mapping(), (s, a, t) => s.PutLidMappingAsync(a, t)),
        Write(nameof(IStoreWrites.PutLidMappingsAsync), d => d.Many(4, d.Mapping), (s, a, t) => s.PutLidMappingsAsync(a, t)),
        Write(nameof(IStoreWrites.UpdateDeviceListAsync), d => d.DeviceList(), (s, a, t) => s.UpdateDeviceListAsync(a, t)),
        Write(nameof(IStoreWrites.UpdateDeviceListsAsync), d => d.Many(4, d.DeviceList), (s, a, t) => s.UpdateDeviceListsAsync(a, t)),
        Write(nameof(IStoreWrites.DeleteDevicesAsync), d => d.Name(), (s, a, t) => s.DeleteDevicesAsync(a, t)),
        Write(nameof(IStoreWrites.PutGroupMetadataAsync), d => (d.Name(), d.Blob()), (s, a, t) => s.PutGroupMetadataAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.DeleteGroupMetadataAsync), d => d.Name(), (s, a, t) => s.DeleteGroupMetadataAsync(a, t)),
        Write(nameof(IStoreWrites.PutTcTokenAsync), d => (d.Name(), d.Token()), (s, a, t) => s.PutTcTokenAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.DeleteTcTokenAsync), d => d.Name(), (s, a, t) => s.DeleteTcTokenAsync(a, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredTcTokensAsync), d => (d.Time(), d.Time()), async (s, a, t) => await s.DeleteExpiredTcTokensAsync(a.Item1, a.Item2, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredTcTokensAsync), d => d.Time(), async (s, a, t) => await s.DeleteExpiredTcTokensAsync(a, t)),
        Write(nameof(IStoreWrites.TouchTcTokenSenderTimestampAsync), d => (d.Name(), d.Time()), (s, a, t) => s.TouchTcTokenSenderTimestampAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.StoreReceivedTcTokenAsync), d => (d.Name(), d.Blob(), d.Time()), (s, a, t) => s.StoreReceivedTcTokenAsync(a.Item1, a.Item2, a.Item3, t)),
    ];

    static IEnumerable<DrawnCall<IUnitOfWork>> MessageWrites() =>
    [
        Write(nameof(IStoreWrites.SaveBaseKeyAsync), d => (d.Name(), d.Name(), d.Number(3)), (s, a, t) => s.SaveBaseKeyAsync(a.Item1, a.Item2, new byte[a.Item3], t)),
        Write(nameof(IStoreWrites.DeleteBaseKeyAsync), d => (d.Name(), d.Name()), (s, a, t) => s.DeleteBaseKeyAsync(a.Item1, a.Item2, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredBaseKeysAsync), d => d.Cutoff(), async (s, a, t) => await s.DeleteExpiredBaseKeysAsync(a, t)),
        Write(nameof(IStoreWrites.StoreSentMessageAsync), d => (d.Name(), d.Name(), d.Blob()), (s, a, t) => s.StoreSentMessageAsync(a.Item1, a.Item2, a.Item3, t)),
        Answer(nameof(IStoreWrites.TakeSentMessageAsync), d => (d.Name(), d.Name()), async (s, a, t) => await s.TakeSentMessageAsync(a.Item1, a.Item2, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredSentMessagesAsync), d => d.Cutoff(), async (s, a, t) => await s.DeleteExpiredSentMessagesAsync(a, t)),
        Write(nameof(IStoreWrites.StorePendingInboundAsync), d => (Message(d), d.Blob()), (s, a, t) => s.StorePendingInboundAsync(a.Item1.Chat, a.Item1.Sender, a.Item1.Id, a.Item2, t)),
        Write(
            nameof(IStoreWrites.StorePendingInboundsAsync),
            d => d.Many(4, () => Message(d) is var key ? new PendingInbound(key.Chat, key.Sender, key.Id, d.Blob()) : default),
            (s, a, t) => s.StorePendingInboundsAsync(a, t)),
        Write(nameof(IStoreWrites.DeletePendingInboundAsync), Message, (s, a, t) => s.DeletePendingInboundAsync(a.Chat, a.Sender, a.Id, t)),
        Write(nameof(IStoreWrites.DeletePendingInboundsAsync), d => d.Many(4, () => Message(d)), (s, a, t) => s.DeletePendingInboundsAsync(a, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredPendingInboundAsync), d => d.Cutoff(), async (s, a, t) => await s.DeleteExpiredPendingInboundAsync(a, t)),
        Write(nameof(IStoreWrites.PutMsgSecretAsync), d => (Message(d), d.Key()), (s, a, t) => s.PutMsgSecretAsync(a.Item1.Chat, a.Item1.Sender, a.Item1.Id, a.Item2, t)),
        Answer(nameof(IStoreWrites.PutMsgSecretsAsync), d => d.Many(5, () => Message(d) is var key ? new MsgSecretEntry(key.Chat, key.Sender, key.Id, d.Key(), d.Number(3) * 50, d.Time()) : default), async (s, a, t) => await s.PutMsgSecretsAsync(a, t)),
        Answer(nameof(IStoreWrites.DeleteExpiredMsgSecretsAsync), d => d.Number(120), async (s, a, t) => await s.DeleteExpiredMsgSecretsAsync(a, t)),
    ];

    static IEnumerable<DrawnCall<IUnitOfWork>> DeviceWrites() =>
    [
        Write(nameof(IStoreWrites.SaveAsync), d => d.Device(), (s, a, t) => s.SaveAsync(a, t)),
        Answer(nameof(IStoreWrites.CreateAsync), d => 0, async (s, _, t) => await s.CreateAsync(t)),
        Answer(nameof(IStoreWrites.ProvisionAsync), d => (d.DeviceId(), d.DeviceKeys()), async (s, a, t) => await s.ProvisionAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.ResetAsync), d => (d.DeviceId(), d.DeviceKeys()), (s, a, t) => s.ResetAsync(a.Item1, a.Item2, t)),
        Write(nameof(IStoreWrites.RemoveAsync), d => d.DeviceId(), (s, a, t) => s.RemoveAsync(a, t)),
        Answer(
            nameof(IStoreWrites.MaintainAsync),
            d => new MaintenancePolicy { SentMessageCutoff = d.Cutoff(), BaseKeyCutoff = d.Cutoff(), MsgSecretCutoff = d.Time(), TcTokenCutoff = d.MaybeTime(), TcTokenSenderCutoff = d.Time() },
            async (s, a, t) => await s.MaintainAsync(a, t)),
    ];

    static string User(Draw draw) => draw.Number(6) switch { 0 => "u1", 1 => "U", 2 => "\u00e9", 3 => "", _ => "u" };

    // Few senders and chats, so that the three parts meet.
    static PendingInboundKey Message(Draw draw) => new(Draw.Names[draw.Number(2)], Draw.Names[draw.Number(2)], draw.Name());

    static RecordEntry[] Records(Draw draw) => draw.Many(4, () => new RecordEntry(draw.Name(), draw.Blob()));

    static DrawnCall<IStoreReads> Read<T>(string name, Func<Draw, T> arguments, Func<IStoreReads, T, CancellationToken, ValueTask<object?>> run) => Call(name, arguments, run);

    static DrawnCall<IUnitOfWork> Answer<T>(string name, Func<Draw, T> arguments, Func<IUnitOfWork, T, CancellationToken, ValueTask<object?>> run) => Call(name, arguments, run);

    static DrawnCall<IUnitOfWork> Write<T>(string name, Func<Draw, T> arguments, Func<IUnitOfWork, T, CancellationToken, ValueTask> run) =>
        Answer(name, arguments, async (store, drawn, token) =>
        {
            await run(store, drawn, token);
            return "done";
        });

    static DrawnCall<TStore> Call<TStore, T>(string name, Func<Draw, T> arguments, Func<TStore, T, CancellationToken, ValueTask<object?>> run) => new(name, draw =>
    {
        var drawn = arguments(draw);
        return (store, token) => run(store, drawn, token);
    });
}
