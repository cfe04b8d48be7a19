using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Sessions, identities and sender keys. Blobs are the state's own.</summary>
sealed record SignalState
{
    internal static SignalState Empty { get; } = new();

    internal ImmutableDictionary<string, byte[]> Sessions { get; private init; } = ImmutableDictionary<string, byte[]>.Empty;

    internal ImmutableDictionary<string, Key32> Identities { get; private init; } = ImmutableDictionary<string, Key32>.Empty;

    internal ImmutableDictionary<string, byte[]> SenderKeys { get; private init; } = ImmutableDictionary<string, byte[]>.Empty;

    /// <summary>The addresses of sessions and identities in order, for the search by user. Only a new or a vanished address changes it.</summary>
    internal ImmutableSortedSet<string> Addresses { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    internal SignalState PutSessions(ReadOnlySpan<RecordEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return this;
        }

        var sessions = Sessions.ToBuilder();
        var addresses = Addresses.ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            if (!sessions.ContainsKey(entry.Address))
            {
                _ = addresses.Add(entry.Address);
            }

            sessions[entry.Address] = entry.Record.ToArray();
        }

        return this with { Sessions = sessions.ToImmutable(), Addresses = addresses.ToImmutable() };
    }

    internal SignalState DeleteSessions(ReadOnlySpan<string> deleted)
    {
        var sessions = Sessions.ToBuilder();
        var addresses = Addresses.ToBuilder();
        foreach (var address in deleted)
        {
            if (sessions.Remove(address) && !Identities.ContainsKey(address))
            {
                _ = addresses.Remove(address);
            }
        }

        return sessions.Count == Sessions.Count ? this : this with { Sessions = sessions.ToImmutable(), Addresses = addresses.ToImmutable() };
    }

    internal SignalState PutIdentities(ReadOnlySpan<IdentityEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return this;
        }

        var identities = Identities.ToBuilder();
        var addresses = Addresses.ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            if (!identities.ContainsKey(entry.Address))
            {
                _ = addresses.Add(entry.Address);
            }

            identities[entry.Address] = entry.Key;
        }

        return this with { Identities = identities.ToImmutable(), Addresses = addresses.ToImmutable() };
    }

    internal SignalState DeleteIdentities(ReadOnlySpan<string> deleted)
    {
        var identities = Identities.ToBuilder();
        var addresses = Addresses.ToBuilder();
        foreach (var address in deleted)
        {
            if (identities.Remove(address) && !Sessions.ContainsKey(address))
            {
                _ = addresses.Remove(address);
            }
        }

        return identities.Count == Identities.Count ? this : this with { Identities = identities.ToImmutable(), Addresses = addresses.ToImmutable() };
    }

    internal SignalState PutSenderKeys(ReadOnlySpan<RecordEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return this;
        }

        var senderKeys = SenderKeys.ToBuilder();
        foreach (ref readonly var entry in entries)
        {
            senderKeys[entry.Address] = entry.Record.ToArray();
        }

        return this with { SenderKeys = senderKeys.ToImmutable() };
    }

    internal SignalState DeleteSenderKeys(ReadOnlySpan<string> deleted)
    {
        var senderKeys = SenderKeys.ToBuilder();
        senderKeys.RemoveAll(deleted);
        return senderKeys.Count == SenderKeys.Count ? this : this with { SenderKeys = senderKeys.ToImmutable() };
    }

    /// <summary>The addresses that begin with <c>user@</c> or <c>user:</c>, compared exactly (spec/storage.md 1.8).</summary>
    internal IEnumerable<string> AddressesOf(string user)
    {
        foreach (var prefix in new[] { $"{user}@", $"{user}:" })
        {
            var found = Addresses.IndexOf(prefix);
            for (var i = found < 0 ? ~found : found; i < Addresses.Count && Addresses[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            {
                yield return Addresses[i];
            }
        }
    }
}
