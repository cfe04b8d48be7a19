using WaStore.Fast.Stores;
using static WaStore.Fast.Contracts.Samples.FilledAccount;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>One read, of what <see cref="FilledAccount"/> filled.</summary>
public sealed record NamedRead(string Name, Func<IStoreReads, CancellationToken, ValueTask<object?>> RunAsync);

/// <summary>Every read of the five stores.</summary>
public static class EveryRead
{
    /// <summary>Those that answer for one account.</summary>
    public static IReadOnlyList<NamedRead> OfTheAccount { get; } =
    [
        new(nameof(IStoreReads.LoadIdentityAsync), async (s, ct) => await s.LoadIdentityAsync(Address, ct)),
        new(nameof(IStoreReads.LoadIdentitiesAsync), async (s, ct) => await s.LoadIdentitiesAsync(Sample.Of(Address), ct)),
        new(nameof(IStoreReads.GetSessionAsync), async (s, ct) => await s.GetSessionAsync(Address, ct)),
        new(nameof(IStoreReads.GetSessionsAsync), async (s, ct) => await s.GetSessionsAsync(Sample.Of(Address), ct)),
        new(nameof(IStoreReads.ReadSessionsAsync), async (s, ct) =>
        {
            var seen = new List<byte[]>();
            await s.ReadSessionsAsync(Sample.Of(Address), seen, static (seen, _, record) => seen.Add(record.ToArray()), ct);
            return seen;
        }),
        new(nameof(IStoreReads.HasSessionAsync), async (s, ct) => await s.HasSessionAsync(Address, ct)),
        new(nameof(IStoreReads.HasSignalStateForUserAsync), async (s, ct) => await s.HasSignalStateForUserAsync(User, ct)),
        new(nameof(IStoreReads.GetSignalAddressesAsync), async (s, ct) => await s.GetSignalAddressesAsync(User, ct)),
        new(nameof(IStoreReads.LoadPreKeyAsync), async (s, ct) => await s.LoadPreKeyAsync(3, ct)),
        new(nameof(IStoreReads.LoadPreKeysAsync), async (s, ct) => await s.LoadPreKeysAsync(Sample.Of(3u, 4u), ct)),
        new(nameof(IStoreReads.GetMaxPreKeyIdAsync), async (s, ct) => await s.GetMaxPreKeyIdAsync(ct)),
        new(nameof(IStoreReads.LoadSignedPreKeyAsync), async (s, ct) => await s.LoadSignedPreKeyAsync(1, ct)),
        new(nameof(IStoreReads.LoadAllSignedPreKeysAsync), async (s, ct) => await s.LoadAllSignedPreKeysAsync(ct)),
        new(nameof(IStoreReads.GetSenderKeyAsync), async (s, ct) => await s.GetSenderKeyAsync(SenderKeyName, ct)),
        new(nameof(IStoreReads.GetSenderKeysAsync), async (s, ct) => await s.GetSenderKeysAsync(Sample.Of(SenderKeyName), ct)),
        new(nameof(IStoreReads.GetSyncKeyAsync), async (s, ct) => await s.GetSyncKeyAsync(Sample.Of<byte>(1, 2), ct)),
        new(nameof(IStoreReads.GetLatestSyncKeyIdAsync), async (s, ct) => await s.GetLatestSyncKeyIdAsync(ct)),
        new(nameof(IStoreReads.GetVersionAsync), async (s, ct) => await s.GetVersionAsync(Collection, ct)),
        new(nameof(IStoreReads.TryGetVersionAsync), async (s, ct) => await s.TryGetVersionAsync(Collection, ct)),
        new(nameof(IStoreReads.GetMutationMacAsync), async (s, ct) => await s.GetMutationMacAsync(Collection, Sample.Key(1), ct)),
        new(nameof(IStoreReads.GetMutationMacsAsync), async (s, ct) => await s.GetMutationMacsAsync(Collection, Sample.Many(4, Sample.Key), ct)),
        new(nameof(IStoreReads.GetSenderKeyDevicesAsync), async (s, ct) => await s.GetSenderKeyDevicesAsync(Group, ct)),
        new(nameof(IStoreReads.GetLidMappingAsync), async (s, ct) => await s.GetLidMappingAsync("lid1", ct)),
        new(nameof(IStoreReads.GetPnMappingAsync), async (s, ct) => await s.GetPnMappingAsync("pn1", ct)),
        new(nameof(IStoreReads.GetLidMappingsAsync), async (s, ct) => await s.GetLidMappingsAsync(Sample.Of("lid1"), ct)),
        new(nameof(IStoreReads.GetPnMappingsAsync), async (s, ct) => await s.GetPnMappingsAsync(Sample.Of("pn1"), ct)),
        new(nameof(IStoreReads.GetAllLidMappingsAsync), async (s, ct) => await s.GetAllLidMappingsAsync(ct)),
        new(nameof(IStoreReads.HasSameBaseKeyAsync), async (s, ct) => await s.HasSameBaseKeyAsync(Address, Id, Sample.Blob(33, 1), ct)),
        new(nameof(IStoreReads.GetDevicesAsync), async (s, ct) => await s.GetDevicesAsync(User, ct)),
        new(nameof(IStoreReads.GetDeviceListsAsync), async (s, ct) => await s.GetDeviceListsAsync(Sample.Of(User), ct)),
        new(nameof(IStoreReads.GetGroupMetadataAsync), async (s, ct) => await s.GetGroupMetadataAsync(Group, ct)),
        new(nameof(IStoreReads.GetTcTokenAsync), async (s, ct) => await s.GetTcTokenAsync(Chat, ct)),
        new(nameof(IStoreReads.GetTcTokensAsync), async (s, ct) => await s.GetTcTokensAsync(Sample.Of(Chat), ct)),
        new(nameof(IStoreReads.GetAllTcTokenJidsAsync), async (s, ct) => await s.GetAllTcTokenJidsAsync(ct)),
        new(nameof(IStoreReads.GetSentMessageAsync), async (s, ct) => await s.GetSentMessageAsync(Chat, Id, ct)),
        new(nameof(IStoreReads.GetPendingInboundAsync), async (s, ct) => await s.GetPendingInboundAsync(Chat, Chat, Id, ct)),
        new(nameof(IStoreReads.GetMsgSecretAsync), async (s, ct) => await s.GetMsgSecretAsync(Chat, Chat, Id, ct)),
        new(nameof(IStoreReads.GetMsgSecretWithTimestampAsync), async (s, ct) => await s.GetMsgSecretWithTimestampAsync(Chat, Chat, Id, ct)),
        new(nameof(IStoreReads.GetStoredMsgSecretAsync), async (s, ct) => await s.GetStoredMsgSecretAsync(Chat, Chat, Id, ct)),
        new(nameof(IStoreReads.LoadAsync), async (s, ct) => await s.LoadAsync(ct)),
        new(nameof(IStoreReads.ExistsAsync), async (s, ct) => await s.ExistsAsync(ct)),
    ];

    /// <summary>Those and the two that answer for the whole storage.</summary>
    public static IReadOnlyList<NamedRead> All { get; } =
    [
        .. OfTheAccount,
        new(nameof(IStoreReads.ListDevicesAsync), async (s, ct) => await s.ListDevicesAsync(ct)),
        new(nameof(IStoreReads.GetResourceReportAsync), async (s, ct) => await s.GetResourceReportAsync(ct)),
    ];
}
