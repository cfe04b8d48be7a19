namespace WaStore.Fast.Signal;

/// <summary>Interned <see cref="SignalAddress"/>es: one object per text, shared by sessions, identities and locks.</summary>
/// <remarks>
/// Thread-safe. A hit takes no lock and allocates nothing. The table holds at most its capacity and forgets what was not asked for lately; that is
/// harmless, since addresses are equal by text.
/// </remarks>
/// <param name="capacity">How many addresses to hold at most, each about 250 bytes; 2 or more.</param>
public sealed class SignalAddressTable(int capacity = SignalAddressTable.DefaultCapacity)
{
    /// <summary>Four times the 2,000 entries that a Signal cache holds by default: a group of 1,024 with several devices each stays interned.</summary>
    public const int DefaultCapacity = 8_000;

    // The longest address of the protocol has 53 characters (spec/caches.md 1.3); a longer one pays a string per lookup.
    const int StackLength = 128;

    readonly SignalKeyTable<SignalAddress> _table = new(capacity, SignalAddress.Parse);

    /// <summary>How many addresses are held.</summary>
    public int Count => _table.Count;

    /// <summary>The address with this text, which may be of any form.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty or has a lone surrogate.</exception>
    public SignalAddress Get(string text) => _table.Get(text);

    /// <inheritdoc cref="Get(string)"/>
    public SignalAddress Get(ReadOnlySpan<char> text) => _table.Get(text);

    /// <summary>The address of a device, formatted as <see cref="SignalAddress.Create"/> does.</summary>
    /// <inheritdoc cref="SignalAddress.Create"/>
    public SignalAddress Get(ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device)
    {
        Span<char> buffer = stackalloc char[StackLength];
        var length = SignalAddressFormat.TryWrite(buffer, user, server, device);
        return length > 0 ? _table.Get(buffer[..length]) : _table.Get(SignalAddressFormat.ToText(user, server, device));
    }
}
