using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Message secrets. Those with a deadline are capped, those without never evicted nor counted (spec/storage.md 1.8).</summary>
sealed record MsgSecretState
{
    /// <summary>How many secrets with a deadline are kept at most, and to how many they are cut when there are more.</summary>
    internal const int MostExpirable = 8_192;
    internal const int ExpirableAfterEviction = 6_144;

    int _expirable;
    long _rows;

    internal static MsgSecretState Empty { get; } = new();

    internal ImmutableDictionary<MsgSecretKey, MsgSecretRow> Rows { get; private init; } = ImmutableDictionary<MsgSecretKey, MsgSecretRow>.Empty;

    internal MsgSecretState Put(ReadOnlySpan<MsgSecretEntry> entries)
    {
        var (secrets, expirable, rows) = (Rows.ToBuilder(), _expirable, _rows);
        foreach (ref readonly var entry in entries)
        {
            var key = new MsgSecretKey(entry.Chat, entry.Sender, entry.MsgId);
            var isNew = !secrets.TryGetValue(key, out var stored);
            var row = isNew
                ? new MsgSecretRow(entry.Secret, entry.MessageTimestamp, entry.ExpiresAt, rows++)
                : new MsgSecretRow(
                    entry.Secret,
                    MsgSecretMerge.Timestamp(stored.MessageTimestamp, entry.MessageTimestamp),
                    MsgSecretMerge.Expiry(stored.ExpiresAt, entry.ExpiresAt),
                    stored.Row);
            secrets[key] = row;
            expirable += (row.IsExpirable ? 1 : 0) - (!isNew && stored.IsExpirable ? 1 : 0);
        }

        // After the whole batch, so that no cut falls between the rows of one message.
        if (expirable > MostExpirable)
        {
            Evict(secrets, ref expirable);
        }

        return this with { Rows = secrets.ToImmutable(), _expirable = expirable, _rows = rows };
    }

    internal (MsgSecretState State, int Deleted) DeleteExpired(long cutoff)
    {
        var rows = Rows.RemoveRange(Rows.Where(row => row.Value.IsExpirable && row.Value.ExpiresAt <= cutoff).Select(static row => row.Key));
        var deleted = Rows.Count - rows.Count;
        return (this with { Rows = rows, _expirable = _expirable - deleted }, deleted);
    }

    // The soonest deadline first. One message may stand under several senders (its number and its LID): they go together, or a reply could be read under one name only.
    static void Evict(ImmutableDictionary<MsgSecretKey, MsgSecretRow>.Builder secrets, ref int expirable)
    {
        var messages = secrets
            .Where(static row => row.Value.IsExpirable)
            .GroupBy(static row => (row.Key.Chat, row.Key.Id))
            .OrderBy(static message => message.Max(static row => row.Value.ExpiresAt))
            .ThenBy(static message => message.Min(static row => row.Value.Row))
            .ToList();
        foreach (var message in messages)
        {
            if (expirable <= ExpirableAfterEviction)
            {
                return;
            }

            foreach (var (key, _) in message)
            {
                _ = secrets.Remove(key);
                expirable--;
            }
        }
    }
}

/// <summary>Where a secret stands.</summary>
readonly record struct MsgSecretKey(string Chat, string Sender, string Id);

/// <summary>A secret, its times in unix seconds, and its place in the order of arrival.</summary>
readonly record struct MsgSecretRow(Key32 Secret, long MessageTimestamp, long ExpiresAt, long Row)
{
    internal bool IsExpirable => ExpiresAt != 0;
}
