using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Sync keys, collection versions and mutation MACs. Blobs are the state's own.</summary>
sealed record AppSyncState
{
    internal static AppSyncState Empty { get; } = new();

    internal ImmutableDictionary<ReadOnlyMemory<byte>, AppStateSyncKey> Keys { get; private init; } =
        ImmutableDictionary.Create<ReadOnlyMemory<byte>, AppStateSyncKey>(BlobEquality.Instance);

    internal ImmutableDictionary<string, HashState> Versions { get; private init; } = ImmutableDictionary<string, HashState>.Empty;

    internal ImmutableDictionary<string, ImmutableDictionary<Key32, byte[]>> Macs { get; private init; } = ImmutableDictionary<string, ImmutableDictionary<Key32, byte[]>>.Empty;

    internal AppSyncState SetKey(ReadOnlyMemory<byte> keyId, AppStateSyncKey key) =>
        this with { Keys = Keys.SetItem(keyId.ToArray(), key with { KeyData = key.KeyData.ToArray(), Fingerprint = key.Fingerprint.ToArray() }) };

    /// <summary>Null for a key that is not 32 bytes, too: it is stored and reads as absent (spec/storage.md 1.2).</summary>
    internal AppStateSyncKey? Key(ReadOnlyMemory<byte> keyId) => Keys.TryGetValue(keyId, out var key) && IsUsable(key) ? key : null;

    /// <summary>The greatest id byte by byte among the usable keys, as in SQLite (spec/storage.md 1.8).</summary>
    internal byte[]? LatestKeyId()
    {
        ReadOnlyMemory<byte>? latest = null;
        foreach (var (id, key) in Keys)
        {
            if (IsUsable(key) && (latest is not { } other || id.Span.SequenceCompareTo(other.Span) > 0))
            {
                latest = id;
            }
        }

        return latest?.ToArray();
    }

    internal AppSyncState SetVersion(string name, HashState state) => this with { Versions = Versions.SetItem(name, Copy(state)) };

    internal AppSyncState DeleteVersion(string name) => this with { Versions = Versions.Remove(name), Macs = Macs.Remove(name) };

    internal AppSyncState PutMacs(string name, ReadOnlySpan<MutationMac> entries)
    {
        if (entries.IsEmpty)
        {
            return this;
        }

        var macs = MacsOf(name).ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            macs[entry.IndexMac] = entry.ValueMac.ToArray();
        }

        return this with { Macs = Macs.SetItem(name, macs.ToImmutable()) };
    }

    internal AppSyncState DeleteMacs(string name, ReadOnlySpan<Key32> indexMacs)
    {
        var stored = MacsOf(name);
        var macs = stored.ToBuilder();
        macs.RemoveAll(indexMacs);
        return macs.Count == stored.Count ? this : this with { Macs = macs.Count == 0 ? Macs.Remove(name) : Macs.SetItem(name, macs.ToImmutable()) };
    }

    internal AppSyncState ClearMacs(string name) => this with { Macs = Macs.Remove(name) };

    internal ImmutableDictionary<Key32, byte[]> MacsOf(string name) => Macs.GetValueOrDefault(name, ImmutableDictionary<Key32, byte[]>.Empty);

    /// <summary>A state whose blobs and map are nobody else's.</summary>
    internal static HashState Copy(HashState state) => state with
    {
        Hash = state.Hash.ToArray(),
        IndexValueMap = state.IndexValueMap.ToDictionary(static entry => entry.Key, static entry => (ReadOnlyMemory<byte>)entry.Value.ToArray(), StringComparer.Ordinal).AsReadOnly(),
        UnknownFields = state.UnknownFields.ToArray(),
    };

    static bool IsUsable(AppStateSyncKey key) => key.KeyData.Length == Key32.Length;
}
