using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Sent messages kept for retries, received ones not yet handled, and base keys. Blobs are the state's own.</summary>
sealed record MessageState
{
    /// <summary>How many sent messages are kept at most, and to how many the oldest are given up when one more arrives (spec/storage.md 1.8).</summary>
    internal const int MostSent = 4_096;
    internal const int SentAfterEviction = 3_072;

    long _rows;

    internal static MessageState Empty { get; } = new();

    internal ImmutableDictionary<(string Chat, string Id), SentRow> Sent { get; private init; } = ImmutableDictionary<(string Chat, string Id), SentRow>.Empty;

    internal ImmutableDictionary<PendingInboundKey, TimedBlob> Pending { get; private init; } = ImmutableDictionary<PendingInboundKey, TimedBlob>.Empty;

    internal ImmutableDictionary<(string Address, string MessageId), TimedBlob> BaseKeys { get; private init; } = ImmutableDictionary<(string Address, string MessageId), TimedBlob>.Empty;

    internal MessageState PutSent(string chat, string id, ReadOnlyMemory<byte> payload, long now)
    {
        var sent = Sent.Count < MostSent ? Sent : WithoutOldest();
        return this with { Sent = sent.SetItem((chat, id), new SentRow(payload.ToArray(), now, _rows)), _rows = _rows + 1 };
    }

    internal (MessageState State, byte[]? Payload) TakeSent(string chat, string id) => Sent.TryGetValue((chat, id), out var row)
        ? (this with { Sent = Sent.Remove((chat, id)) }, row.Payload)
        : (this, null);

    internal (MessageState State, int Deleted) DeleteExpiredSent(long cutoff)
    {
        var sent = Sent.RemoveRange(Sent.Where(row => row.Value.CreatedAt < cutoff).Select(static row => row.Key));
        return (this with { Sent = sent }, Sent.Count - sent.Count);
    }

    internal MessageState PutPending(ReadOnlySpan<PendingInbound> messages, long now)
    {
        var pending = Pending.ToBuilder();
        foreach (ref readonly var row in messages)
        {
            pending[new PendingInboundKey(row.Chat, row.Sender, row.Id)] = new TimedBlob(row.Message.ToArray(), now);
        }

        return this with { Pending = pending.ToImmutable() };
    }

    internal MessageState DeletePending(ReadOnlySpan<PendingInboundKey> keys)
    {
        var pending = Pending.ToBuilder();
        pending.RemoveAll(keys);
        return this with { Pending = pending.ToImmutable() };
    }

    internal (MessageState State, int Deleted) DeleteExpiredPending(long cutoff)
    {
        var pending = Pending.RemoveRange(Pending.Where(row => row.Value.CreatedAt < cutoff).Select(static row => row.Key));
        return (this with { Pending = pending }, Pending.Count - pending.Count);
    }

    internal MessageState SaveBaseKey(string address, string messageId, ReadOnlyMemory<byte> baseKey, long now)
    {
        // A row that is there keeps its time, and the time has 32 bits in the file (spec/storage.md 1.3, 3.5).
        var createdAt = BaseKeys.TryGetValue((address, messageId), out var stored) ? stored.CreatedAt : unchecked((int)now);
        return this with { BaseKeys = BaseKeys.SetItem((address, messageId), new TimedBlob(baseKey.ToArray(), createdAt)) };
    }

    internal MessageState DeleteBaseKey(string address, string messageId) => this with { BaseKeys = BaseKeys.Remove((address, messageId)) };

    internal (MessageState State, int Deleted) DeleteExpiredBaseKeys(long cutoff)
    {
        var baseKeys = BaseKeys.RemoveRange(BaseKeys.Where(row => row.Value.CreatedAt < cutoff).Select(static row => row.Key));
        return (this with { BaseKeys = baseKeys }, BaseKeys.Count - baseKeys.Count);
    }

    // By time, then by arrival: a burst within one second is evicted in its order, too.
    ImmutableDictionary<(string Chat, string Id), SentRow> WithoutOldest() => Sent.RemoveRange(
        Sent.OrderBy(static row => row.Value.CreatedAt).ThenBy(static row => row.Value.Row).Take(Sent.Count - SentAfterEviction).Select(static row => row.Key));
}

/// <summary>A sent message, when it was stored, and its place in the order of arrival.</summary>
readonly record struct SentRow(byte[] Payload, long CreatedAt, long Row);

/// <summary>A blob and when it was stored, unix seconds.</summary>
readonly record struct TimedBlob(byte[] Content, long CreatedAt);
