using System.Globalization;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Directories;

/// <summary>
/// Users as numbers of 64 bits: a LID or phone number is a decimal of up to 15 digits, so that the number is the user (spec/caches.md 12.2). Any other text
/// gets a number of its own, above all decimals, for as long as it is held.
/// </summary>
/// <remarks>Not thread-safe: its owner's lock covers it.</remarks>
sealed class UserNumbers
{
    /// <summary>Longest decimal that is taken as it is: 18 digits stay below the first number of other texts.</summary>
    const int MaxDigits = 18;

    const ulong FirstOther = 1UL << 63;

    readonly Dictionary<string, ulong> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<ulong, Other> _others = [];
    ulong _next = FirstOther;

    /// <summary>How many texts are held that are no decimals.</summary>
    internal int OtherCount => _others.Count;

    /// <summary>The number of a user; false for a text that is not held.</summary>
    internal bool TryGet(ReadOnlySpan<char> user, out ulong number) =>
        TryParse(user, out number) || _numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(user, out number);

    /// <summary>The number of a user, held once more.</summary>
    internal ulong Hold(string user)
    {
        if (TryParse(user, out var number))
        {
            return number;
        }

        if (!_numbers.TryGetValue(user, out number))
        {
            number = _next++;
            _numbers.Add(user, number);
        }

        ref var other = ref CollectionsMarshal.GetValueRefOrAddDefault(_others, number, out _);
        other = new Other(user, other.Holds + 1);
        return number;
    }

    /// <summary>Undoes one <see cref="Hold"/>.</summary>
    internal void Release(ulong number)
    {
        if (number < FirstOther)
        {
            return;
        }

        var other = _others[number];
        if (other.Holds > 1)
        {
            _others[number] = other with { Holds = other.Holds - 1 };
            return;
        }

        _ = _others.Remove(number);
        _ = _numbers.Remove(other.Text);
    }

    internal string TextOf(ulong number) => number < FirstOther ? number.ToString(CultureInfo.InvariantCulture) : _others[number].Text;

    /// <summary>Writes the user, if there is room for it.</summary>
    internal bool TryWrite(ulong number, Span<char> destination, out int length)
    {
        if (number < FirstOther)
        {
            return number.TryFormat(destination, out length, default, CultureInfo.InvariantCulture);
        }

        var text = _others[number].Text;
        length = text.Length;
        return text.AsSpan().TryCopyTo(destination);
    }

    // A leading zero would be lost, so such a text is no decimal.
    static bool TryParse(ReadOnlySpan<char> user, out ulong number)
    {
        number = 0;
        return user.Length is > 0 and <= MaxDigits
            && user[0] is not '0'
            && ulong.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    readonly record struct Other(string Text, int Holds);
}
