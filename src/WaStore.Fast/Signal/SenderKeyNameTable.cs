namespace WaStore.Fast.Signal;

/// <summary>Interned <see cref="SenderKeyName"/>s, as <see cref="SignalAddressTable"/> interns addresses.</summary>
/// <remarks>Thread-safe. A hit takes no lock and allocates nothing; the table holds at most its capacity.</remarks>
/// <param name="capacity">How many names to hold at most, each about 350 bytes; 2 or more.</param>
public sealed class SenderKeyNameTable(int capacity = SignalAddressTable.DefaultCapacity)
{
    // A group's JID and an address; a longer pair pays a string per lookup.
    const int StackLength = 192;

    readonly SignalKeyTable<SenderKeyName> _table = new(capacity, SenderKeyName.Parse);

    /// <summary>How many names are held.</summary>
    public int Count => _table.Count;

    /// <summary>The name with this text, which may be of any form.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty or has a lone surrogate.</exception>
    public SenderKeyName Get(string text) => _table.Get(text);

    /// <inheritdoc cref="Get(string)"/>
    public SenderKeyName Get(ReadOnlySpan<char> text) => _table.Get(text);

    /// <summary>The name of a sender's key in a group.</summary>
    /// <exception cref="ArgumentException"><paramref name="group"/> is empty.</exception>
    public SenderKeyName Get(ReadOnlySpan<char> group, SignalAddress sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var length = group.Length + 1 + sender.Text.Length;
        if (group.IsEmpty || length > StackLength)
        {
            return _table.Get(SenderKeyName.Create(group, sender).Text);
        }

        Span<char> buffer = stackalloc char[StackLength];
        group.CopyTo(buffer);
        buffer[group.Length] = ':';
        sender.Text.CopyTo(buffer[(group.Length + 1)..]);
        return _table.Get(buffer[..length]);
    }
}
