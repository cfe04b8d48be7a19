using System.Globalization;

namespace WaStore.Fast.Signal;

/// <summary>Where the parts of an address lie in its text. A text of another form has a user part and nothing else.</summary>
readonly record struct SignalAddressParts(int UserLength, int ServerStart, int ServerLength, ushort Device)
{
    public static SignalAddressParts Of(ReadOnlySpan<char> text)
    {
        var userLength = text.IndexOfAny(':', '@');
        if (userLength < 0)
        {
            return new SignalAddressParts(text.Length, 0, 0, 0);
        }

        var at = text.IndexOf('@');
        var foreign = new SignalAddressParts(userLength, 0, 0, 0);
        if (at < 0 || !text[(at + 1)..].EndsWith(SignalAddressFormat.Suffix))
        {
            return foreign;
        }

        ushort device = 0;
        if (userLength < at && !ushort.TryParse(text[(userLength + 1)..at], NumberStyles.None, CultureInfo.InvariantCulture, out device))
        {
            return foreign;
        }

        return new SignalAddressParts(userLength, at + 1, text.Length - at - 1 - SignalAddressFormat.Suffix.Length, device);
    }
}
