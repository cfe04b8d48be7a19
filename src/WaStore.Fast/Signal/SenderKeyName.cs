namespace WaStore.Fast.Signal;

/// <summary>The key of a sender key: <c>{group jid}:{sender's address}</c> (spec/caches.md 1.3).</summary>
/// <remarks>
/// To decrypt, the sender is the bare user, without its device; to send, it is our own address with our own device. Which of the two a caller
/// means is its own affair: the name holds what it is given.
/// </remarks>
public sealed class SenderKeyName : SignalKey, IEquatable<SenderKeyName>
{
    SenderKeyName(string text)
        : base(text)
    {
    }

    /// <summary>Joins a group and a sender; beside the name itself this allocates its text and its UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="group"/> is empty.</exception>
    public static SenderKeyName Create(ReadOnlySpan<char> group, SignalAddress sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        if (group.IsEmpty)
        {
            throw new ArgumentException("A sender key belongs to a group.", nameof(group));
        }

        return new SenderKeyName(string.Concat(group, ":", sender.Text));
    }

    /// <summary>Takes any non-empty text as a name, unchanged.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty or has a lone surrogate.</exception>
    public static SenderKeyName Parse(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(SenderKeyName? other) => ReferenceEquals(this, other) || (other is not null && SameText(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SenderKeyName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(SenderKeyName? left, SenderKeyName? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(SenderKeyName? left, SenderKeyName? right) => !(left == right);
}
