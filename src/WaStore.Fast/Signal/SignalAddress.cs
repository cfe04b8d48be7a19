namespace WaStore.Fast.Signal;

/// <summary>The key of a device's session and identity: <c>user[:device]@server.0</c> (spec/caches.md 1.3).</summary>
/// <remarks>
/// The device is left out when it is 0, the server <c>s.whatsapp.net</c> is written <c>c.us</c>, and the Signal device id at the end is always
/// 0. A store takes any text, so <see cref="Parse"/> does too; parts that a foreign text does not have are empty or 0.
/// Take addresses from a <see cref="SignalAddressTable"/> on the hot path: a hit allocates nothing.
/// </remarks>
public sealed class SignalAddress : SignalKey, IEquatable<SignalAddress>, IComparable<SignalAddress>
{
    readonly SignalAddressParts _parts;

    SignalAddress(string text)
        : base(text)
    {
        _parts = SignalAddressParts.Of(text);
    }

    /// <summary>The text up to the first <c>:</c> or <c>@</c>, which says whose address it is.</summary>
    public ReadOnlySpan<char> User => Text.AsSpan(0, _parts.UserLength);

    /// <summary>The server as it is written here (<c>c.us</c>, not <c>s.whatsapp.net</c>); empty in a text of another form.</summary>
    public ReadOnlySpan<char> Server => Text.AsSpan(_parts.ServerStart, _parts.ServerLength);

    /// <summary>The WhatsApp device number, 0 for a user's primary device and in a text of another form.</summary>
    public ushort Device => _parts.Device;

    /// <summary>Formats the address of a device; beside the address itself this allocates its text and its UTF-8 bytes.</summary>
    /// <param name="user">The user part of the JID.</param>
    /// <param name="server">The server of the JID, for instance <c>s.whatsapp.net</c> or <c>lid</c>.</param>
    /// <param name="device">The device number, 0 for the primary device.</param>
    /// <exception cref="ArgumentException">A part is empty, or the user holds a <c>:</c> or <c>@</c>, with which it would be another user.</exception>
    public static SignalAddress Create(ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device = 0) =>
        new(SignalAddressFormat.ToText(user, server, device));

    /// <summary>Takes any non-empty text as an address, unchanged.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty or has a lone surrogate.</exception>
    public static SignalAddress Parse(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(SignalAddress? other) => ReferenceEquals(this, other) || (other is not null && SameText(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SignalAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>
    /// The order in which several sessions are locked: server as written, user, device number, and then the text, so that no two addresses tie
    /// (spec/caches.md 1.3).
    /// </summary>
    public int CompareTo(SignalAddress? other)
    {
        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        if (other is null)
        {
            return 1;
        }

        var order = Server.SequenceCompareTo(other.Server);
        order = order != 0 ? order : User.SequenceCompareTo(other.User);
        order = order != 0 ? order : Device.CompareTo(other.Device);
        return order != 0 ? order : string.CompareOrdinal(Text, other.Text);
    }

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(SignalAddress? left, SignalAddress? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(SignalAddress? left, SignalAddress? right) => !(left == right);

    /// <summary>Whether <paramref name="left"/> is locked before <paramref name="right"/>.</summary>
    public static bool operator <(SignalAddress? left, SignalAddress? right) => Comparer<SignalAddress>.Default.Compare(left, right) < 0;

    /// <summary>Whether <paramref name="left"/> is locked before <paramref name="right"/>, or is the same.</summary>
    public static bool operator <=(SignalAddress? left, SignalAddress? right) => Comparer<SignalAddress>.Default.Compare(left, right) <= 0;

    /// <summary>Whether <paramref name="left"/> is locked after <paramref name="right"/>.</summary>
    public static bool operator >(SignalAddress? left, SignalAddress? right) => Comparer<SignalAddress>.Default.Compare(left, right) > 0;

    /// <summary>Whether <paramref name="left"/> is locked after <paramref name="right"/>, or is the same.</summary>
    public static bool operator >=(SignalAddress? left, SignalAddress? right) => Comparer<SignalAddress>.Default.Compare(left, right) >= 0;
}
