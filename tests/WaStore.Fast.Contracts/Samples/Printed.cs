using System.Collections;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>What a store answered, as text that tells every byte: two answers are the same when their texts are. Answers without an order are sorted.</summary>
public static class Printed
{
    public static string Of(object? value) => value switch
    {
        null => "absent",
        byte[] bytes => Convert.ToHexString(bytes),
        ReadOnlyMemory<byte> blob => Convert.ToHexString(blob.Span),
        Key32 key => Convert.ToHexString(key.AsSpan()),
        DeviceKeyPair pair => $"{Of(pair.Private)}/{Of(pair.Public)}",
        PreKeyEntry entry => $"{entry.Id} {Of(entry.Record)}",
        TcToken token => $"{Of(token.Token)} {token.TokenTimestamp} {token.SenderTimestamp}",
        AppStateSyncKey key => $"{Of(key.KeyData)} {Of(key.Fingerprint)} {key.Timestamp}",
        HashState state => $"{state.Version} {Of(state.Hash)} {Of(state.IndexValueMap)} {state.MacMismatchFatal} {Of(state.UnknownFields)}",
        MsgSecretWithTimestamp secret => $"{Of(secret.Secret)} {secret.MessageTimestamp}",
        StoredMsgSecret secret => $"{Of(secret.Secret)} {secret.MessageTimestamp} {secret.ExpiresAt}",
        // The devices of a list have an order.
        DeviceListRecord list => $"{list.User} {string.Join(' ', list.Devices)} {list.Timestamp} {list.Phash ?? "-"} {list.RawId}",
        DeviceRecord device => Of(device),
        string text => text,
        IReadOnlyDictionary<string, Key32> map => OfMap(map),
        IReadOnlyDictionary<string, byte[]> map => OfMap(map),
        IReadOnlyDictionary<Key32, byte[]> map => OfMap(map),
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> map => OfMap(map),
        IReadOnlyDictionary<string, LidPnMapping> map => OfMap(map),
        IReadOnlyDictionary<string, DeviceListRecord> map => OfMap(map),
        IReadOnlyDictionary<string, TcToken> map => OfMap(map),
        IEnumerable items => Sorted(items.Cast<object?>().Select(Of)),
        _ => value.ToString()!,
    };

    static string Of(DeviceRecord device) => string.Join(
        ' ',
        device,
        Of(device.NoiseKey),
        Of(device.IdentityKey),
        Of(device.SignedPreKey),
        Of(device.SignedPreKeySignature),
        Of(device.AdvSecretKey),
        Of(device.EdgeRoutingInfo),
        Of(device.NctSalt),
        Of(device.Account?.Details),
        Of(device.Account?.AccountSignatureKey),
        Of(device.Account?.AccountSignature),
        Of(device.Account?.DeviceSignature),
        Of(device.ServerCertChain?.Leaf.Key),
        Of(device.ServerCertChain?.Intermediate.Key));

    static string OfMap<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map) => Sorted(map.Select(static pair => $"{Of(pair.Key)}={Of(pair.Value)}"));

    static string Sorted(IEnumerable<string> lines) => $"[{string.Join(", ", lines.Order(StringComparer.Ordinal))}]";
}
