using WaStore.Fast.Stores;
using static WaStore.Fast.Contracts.Samples.FilledAccount;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>One write that changes a <see cref="FilledAccount"/>.</summary>
/// <param name="Name">The member.</param>
/// <param name="Changes">Whether the change can be read back from a filled account.</param>
/// <param name="RunAsync">The call; it is given the account's own id.</param>
/// <param name="ToldBy">The one read that tells the change, where only one does.</param>
public sealed record NamedWrite(string Name, bool Changes, Func<IStoreWrites, int, CancellationToken, ValueTask> RunAsync, string? ToldBy = null);

/// <summary>Every write of the five stores, each hitting rows that <see cref="FilledAccount"/> filled.</summary>
public static class EveryWrite
{
    static readonly byte[] s_blob = Sample.Blob(11, 99);

    public static IReadOnlyList<NamedWrite> All { get; } =
    [
        .. OfSignal(), .. OfAppSync(), .. OfProtocol(), .. OfSecrets(), .. OfDevice(),
    ];

    static IEnumerable<NamedWrite> OfSignal() =>
    [
        Write(nameof(IStoreWrites.PutIdentityAsync), (s, ct) => s.PutIdentityAsync(Address, Sample.Key(2), ct)),
        Write(nameof(IStoreWrites.PutIdentitiesAsync), (s, ct) => s.PutIdentitiesAsync(Sample.Of(new IdentityEntry(Address, Sample.Key(2))), ct)),
        Write(nameof(IStoreWrites.DeleteIdentityAsync), (s, ct) => s.DeleteIdentityAsync(Address, ct)),
        Write(nameof(IStoreWrites.DeleteIdentitiesAsync), (s, ct) => s.DeleteIdentitiesAsync(Sample.Of(Address), ct)),
        Write(nameof(IStoreWrites.PutSessionAsync), (s, ct) => s.PutSessionAsync(Address, s_blob, ct)),
        Write(nameof(IStoreWrites.PutSessionsAsync), (s, ct) => s.PutSessionsAsync(Sample.Of(new RecordEntry(Address, s_blob)), ct)),
        Write(nameof(IStoreWrites.DeleteSessionAsync), (s, ct) => s.DeleteSessionAsync(Address, ct)),
        Write(nameof(IStoreWrites.DeleteSessionsAsync), (s, ct) => s.DeleteSessionsAsync(Sample.Of(Address), ct)),
        // A copy that no read tells of; the row stays.
        new(nameof(IStoreWrites.SetAsideSessionAsync), false, async (s, id, ct) => _ = await s.SetAsideSessionAsync(Address, Sample.Blob(60, 1), ct)),
        Write(nameof(IStoreWrites.StorePreKeyAsync), (s, ct) => s.StorePreKeyAsync(3, s_blob, true, ct)),
        Write(nameof(IStoreWrites.StorePreKeysAsync), (s, ct) => s.StorePreKeysAsync(Sample.Of(new PreKeyEntry(3, s_blob)), true, ct)),
        new(nameof(IStoreWrites.MarkPreKeysUploadedAsync), false, (s, _, ct) => s.MarkPreKeysUploadedAsync(Sample.Of(3u), ct)),
        Write(nameof(IStoreWrites.RemovePreKeyAsync), (s, ct) => s.RemovePreKeyAsync(3, ct)),
        Write(nameof(IStoreWrites.RemovePreKeysAsync), (s, ct) => s.RemovePreKeysAsync(Sample.Of(3u), ct)),
        Write(nameof(IStoreWrites.StoreSignedPreKeyAsync), (s, ct) => s.StoreSignedPreKeyAsync(1, s_blob, ct)),
        Write(nameof(IStoreWrites.RemoveSignedPreKeyAsync), (s, ct) => s.RemoveSignedPreKeyAsync(1, ct)),
        Write(nameof(IStoreWrites.PutSenderKeyAsync), (s, ct) => s.PutSenderKeyAsync(SenderKeyName, s_blob, ct)),
        Write(nameof(IStoreWrites.PutSenderKeysAsync), (s, ct) => s.PutSenderKeysAsync(Sample.Of(new RecordEntry(SenderKeyName, s_blob)), ct)),
        Write(nameof(IStoreWrites.DeleteSenderKeyAsync), (s, ct) => s.DeleteSenderKeyAsync(SenderKeyName, ct)),
        Write(nameof(IStoreWrites.DeleteSenderKeysAsync), (s, ct) => s.DeleteSenderKeysAsync(Sample.Of(SenderKeyName), ct)),
    ];

    static IEnumerable<NamedWrite> OfAppSync() =>
    [
        Write(nameof(IStoreWrites.SetSyncKeyAsync), (s, ct) => s.SetSyncKeyAsync(Sample.Of<byte>(1, 2), Sample.SyncKey(2), ct)),
        Write(nameof(IStoreWrites.SetVersionAsync), (s, ct) => s.SetVersionAsync(Collection, Sample.State(2), ct)),
        Write(nameof(IStoreWrites.DeleteVersionAsync), (s, ct) => s.DeleteVersionAsync(Collection, ct)),
        Write(nameof(IStoreWrites.PutMutationMacsAsync), (s, ct) => s.PutMutationMacsAsync(Collection, 2, Sample.Of(new MutationMac(Sample.Key(1), s_blob)), ct)),
        Write(nameof(IStoreWrites.DeleteMutationMacsAsync), (s, ct) => s.DeleteMutationMacsAsync(Collection, Sample.Of(Sample.Key(1)), ct)),
        Write(nameof(IStoreWrites.ClearMutationMacsAsync), (s, ct) => s.ClearMutationMacsAsync(Collection, ct)),
        Write(nameof(IStoreWrites.CommitPatchAsync), (s, ct) => s.CommitPatchAsync(Collection, Sample.State(3), Sample.Of(Sample.Key(1)), Sample.Of(Sample.Mac(2)), ct)),
    ];

    static IEnumerable<NamedWrite> OfProtocol() =>
    [
        Write(nameof(IStoreWrites.SetSenderKeyStatusAsync), (s, ct) => s.SetSenderKeyStatusAsync(Group, Sample.Of(new SenderKeyDevice(DeviceJid, true)), ct)),
        Write(nameof(IStoreWrites.ClearSenderKeyDevicesAsync), (s, ct) => s.ClearSenderKeyDevicesAsync(Group, ct)),
        Write(nameof(IStoreWrites.DeleteSenderKeyDeviceRowsAsync), (s, ct) => s.DeleteSenderKeyDeviceRowsAsync(Sample.Of(DeviceJid), ct)),
        Write(nameof(IStoreWrites.ClearAllSenderKeyDevicesAsync), (s, ct) => s.ClearAllSenderKeyDevicesAsync(ct)),
        Write(nameof(IStoreWrites.PutLidMappingAsync), (s, ct) => s.PutLidMappingAsync(Sample.Mapping(1) with { PhoneNumber = "pn2" }, ct)),
        Write(nameof(IStoreWrites.PutLidMappingsAsync), (s, ct) => s.PutLidMappingsAsync(Sample.Of(Sample.Mapping(1) with { PhoneNumber = "pn2" }), ct)),
        Write(nameof(IStoreWrites.SaveBaseKeyAsync), (s, ct) => s.SaveBaseKeyAsync(Address, Id, s_blob, ct)),
        Write(nameof(IStoreWrites.DeleteBaseKeyAsync), (s, ct) => s.DeleteBaseKeyAsync(Address, Id, ct)),
        Write(nameof(IStoreWrites.DeleteExpiredBaseKeysAsync), async (s, ct) => _ = await s.DeleteExpiredBaseKeysAsync(long.MaxValue, ct)),
        Write(nameof(IStoreWrites.UpdateDeviceListAsync), (s, ct) => s.UpdateDeviceListAsync(Sample.DeviceList(User, 2), ct)),
        Write(nameof(IStoreWrites.UpdateDeviceListsAsync), (s, ct) => s.UpdateDeviceListsAsync(Sample.Of(Sample.DeviceList(User, 2)), ct)),
        Write(nameof(IStoreWrites.DeleteDevicesAsync), (s, ct) => s.DeleteDevicesAsync(User, ct)),
        Write(nameof(IStoreWrites.PutGroupMetadataAsync), (s, ct) => s.PutGroupMetadataAsync(Group, s_blob, ct)),
        Write(nameof(IStoreWrites.DeleteGroupMetadataAsync), (s, ct) => s.DeleteGroupMetadataAsync(Group, ct)),
        Write(nameof(IStoreWrites.PutTcTokenAsync), (s, ct) => s.PutTcTokenAsync(Chat, new TcToken(s_blob, 1, null), ct)),
        Write(nameof(IStoreWrites.DeleteTcTokenAsync), (s, ct) => s.DeleteTcTokenAsync(Chat, ct)),
        Write(nameof(IStoreWrites.DeleteExpiredTcTokensAsync), async (s, ct) => _ = await s.DeleteExpiredTcTokensAsync(long.MaxValue, long.MaxValue, ct)),
        Write(nameof(IStoreWrites.DeleteExpiredTcTokensAsync), async (s, ct) => _ = await s.DeleteExpiredTcTokensAsync(long.MaxValue, ct)),
        Write(nameof(IStoreWrites.TouchTcTokenSenderTimestampAsync), (s, ct) => s.TouchTcTokenSenderTimestampAsync(Chat, 61, ct)),
        Write(nameof(IStoreWrites.StoreReceivedTcTokenAsync), (s, ct) => s.StoreReceivedTcTokenAsync(Chat, s_blob, 51, ct)),
        Write(nameof(IStoreWrites.StoreSentMessageAsync), (s, ct) => s.StoreSentMessageAsync(Chat, Id, s_blob, ct), nameof(IStoreReads.GetSentMessageAsync)),
        Write(nameof(IStoreWrites.TakeSentMessageAsync), async (s, ct) => _ = await s.TakeSentMessageAsync(Chat, Id, ct), nameof(IStoreReads.GetSentMessageAsync)),
        Write(
            nameof(IStoreWrites.DeleteExpiredSentMessagesAsync),
            async (s, ct) => _ = await s.DeleteExpiredSentMessagesAsync(long.MaxValue, ct),
            nameof(IStoreReads.GetSentMessageAsync)),
        Write(nameof(IStoreWrites.StorePendingInboundAsync), (s, ct) => s.StorePendingInboundAsync(Chat, Chat, Id, s_blob, ct)),
        Write(nameof(IStoreWrites.StorePendingInboundsAsync), (s, ct) => s.StorePendingInboundsAsync(Sample.Of(new PendingInbound(Chat, Chat, Id, s_blob)), ct)),
        Write(nameof(IStoreWrites.DeletePendingInboundAsync), (s, ct) => s.DeletePendingInboundAsync(Chat, Chat, Id, ct)),
        Write(nameof(IStoreWrites.DeletePendingInboundsAsync), (s, ct) => s.DeletePendingInboundsAsync(Sample.Of(new PendingInboundKey(Chat, Chat, Id)), ct)),
        Write(nameof(IStoreWrites.DeleteExpiredPendingInboundAsync), async (s, ct) => _ = await s.DeleteExpiredPendingInboundAsync(long.MaxValue, ct)),
    ];

    static IEnumerable<NamedWrite> OfSecrets() =>
    [
        Write(nameof(IStoreWrites.PutMsgSecretAsync), (s, ct) => s.PutMsgSecretAsync(Chat, Chat, Id, Sample.Key(2), ct)),
        Write(nameof(IStoreWrites.PutMsgSecretsAsync), async (s, ct) =>
            _ = await s.PutMsgSecretsAsync(Sample.Of(new MsgSecretEntry(Chat, Chat, Id, Sample.Key(3), 1, 1)), ct)),

        // The put above made this account's secret permanent; the sweep has nothing to take from a filled account after it.
        new(nameof(IStoreWrites.DeleteExpiredMsgSecretsAsync), false, async (s, _, ct) => _ = await s.DeleteExpiredMsgSecretsAsync(long.MaxValue, ct)),
    ];

    static IEnumerable<NamedWrite> OfDevice() =>
    [
        Write(nameof(IStoreWrites.SaveAsync), (s, ct) => s.SaveAsync(DeviceRecord.NewFrom(Sample.Keys(51), new FakeTime()), ct)),
        new(nameof(IStoreWrites.ProvisionAsync), false, async (s, id, ct) => _ = await s.ProvisionAsync(id, Sample.Keys(52), ct)),
        Write(nameof(IStoreWrites.MaintainAsync), async (s, ct) =>
            _ = await s.MaintainAsync(new MaintenancePolicy { TcTokenCutoff = long.MaxValue, TcTokenSenderCutoff = long.MaxValue }, ct)),
        new(nameof(IStoreWrites.ResetAsync), true, (s, id, ct) => s.ResetAsync(id, Sample.Keys(53), ct)),
        new(nameof(IStoreWrites.RemoveAsync), true, (s, id, ct) => s.RemoveAsync(id, ct)),
        new(nameof(IStoreWrites.CreateAsync), false, async (s, _, ct) => _ = await s.CreateAsync(ct)),
    ];

    static NamedWrite Write(string name, Func<IStoreWrites, CancellationToken, ValueTask> run, string? toldBy = null) =>
        new(name, true, (store, _, token) => run(store, token), toldBy);
}
