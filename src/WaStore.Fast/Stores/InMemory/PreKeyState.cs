using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>One-time and signed pre-keys. Blobs are the state's own.</summary>
sealed record PreKeyState
{
    internal static PreKeyState Empty { get; } = new();

    internal ImmutableDictionary<uint, PreKeyRow> OneTime { get; private init; } = ImmutableDictionary<uint, PreKeyRow>.Empty;

    internal ImmutableDictionary<uint, byte[]> Signed { get; private init; } = ImmutableDictionary<uint, byte[]>.Empty;

    /// <summary>The greatest id as 32-bit signed, as in the file: ids from 2^31 up lose to any other (spec/storage.md 1.1).</summary>
    internal uint MaxId
    {
        get
        {
            int? greatest = null;
            foreach (var id in OneTime.Keys)
            {
                var signed = unchecked((int)id);
                greatest = greatest > signed ? greatest : signed;
            }

            return unchecked((uint)(greatest ?? 0));
        }
    }

    internal PreKeyState Put(ReadOnlySpan<PreKeyEntry> entries, bool uploaded)
    {
        var keys = OneTime.ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            keys[entry.Id] = new PreKeyRow(entry.Record.ToArray(), uploaded);
        }

        return this with { OneTime = keys.ToImmutable() };
    }

    /// <summary>Never inserts: a key that was consumed stays deleted.</summary>
    internal PreKeyState MarkUploaded(ReadOnlySpan<uint> ids)
    {
        var keys = OneTime.ToBuilder();
        foreach (var id in ids)
        {
            if (keys.TryGetValue(id, out var row))
            {
                keys[id] = row with { IsUploaded = true };
            }
        }

        return this with { OneTime = keys.ToImmutable() };
    }

    internal PreKeyState Remove(ReadOnlySpan<uint> ids)
    {
        var keys = OneTime.ToBuilder();
        keys.RemoveAll(ids);
        return keys.Count == OneTime.Count ? this : this with { OneTime = keys.ToImmutable() };
    }

    internal PreKeyState PutSigned(uint id, ReadOnlyMemory<byte> record) => this with { Signed = Signed.SetItem(id, record.ToArray()) };

    internal PreKeyState RemoveSigned(uint id) => this with { Signed = Signed.Remove(id) };
}

/// <summary>A one-time pre-key and whether the server has it.</summary>
readonly record struct PreKeyRow(byte[] Record, bool IsUploaded);
