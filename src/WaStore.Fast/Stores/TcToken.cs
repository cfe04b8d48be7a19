namespace WaStore.Fast.Stores;

/// <summary>The trusted-contact token of one JID, and when we last issued ours to it.</summary>
/// <param name="Token">The token that the contact gave us; empty while only our own issue is known (a placeholder).</param>
/// <param name="TokenTimestamp">When <paramref name="Token"/> was issued, unix seconds.</param>
/// <param name="SenderTimestamp">When we last issued a token to the contact, unix seconds, or null.</param>
public sealed record TcToken(ReadOnlyMemory<byte> Token, long TokenTimestamp, long? SenderTimestamp)
{
    /// <summary>Same bytes and same timestamps.</summary>
    public bool Equals(TcToken? other) =>
        other is not null && BlobEquality.Same(Token, other.Token) && TokenTimestamp == other.TokenTimestamp && SenderTimestamp == other.SenderTimestamp;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BlobEquality.Hash(Token), TokenTimestamp, SenderTimestamp);

    /// <summary>The row after we issued a token at <paramref name="timestamp"/>: only forward, and a placeholder where there was no row (spec/storage.md 1.3).</summary>
    public static TcToken Touch(TcToken? stored, long timestamp) =>
        stored is null
            ? new TcToken(ReadOnlyMemory<byte>.Empty, timestamp, timestamp)
            : stored with { SenderTimestamp = Math.Max(stored.SenderTimestamp ?? timestamp, timestamp) };

    /// <summary>The row after a token arrived, or null when the stored one is newer and stays (spec/storage.md 1.3).</summary>
    /// <remarks>A placeholder takes any token; otherwise the same or a later timestamp wins. Our own issue time always stays.</remarks>
    public static TcToken? Receive(TcToken? stored, ReadOnlyMemory<byte> token, long timestamp) =>
        stored is null || stored.Token.IsEmpty || timestamp >= stored.TokenTimestamp
            ? new TcToken(token, timestamp, stored?.SenderTimestamp)
            : null;

    /// <summary>Whether both sides are stale: no token or an older one, and no issue of ours or an older one. Equality keeps (spec/storage.md 1.3).</summary>
    public bool IsExpired(long tokenCutoff, long senderCutoff) =>
        (Token.IsEmpty || TokenTimestamp < tokenCutoff) && (SenderTimestamp is not { } sender || sender < senderCutoff);
}
