using System.Text;

namespace WaStore.Fast.Signal;

/// <summary>
/// A row key of the Signal stores with what a lookup needs computed once: its text, its UTF-8 bytes, its hash.
/// </summary>
/// <remarks>
/// Immutable. Equal keys have equal texts, compared ordinally; interned keys are mostly the same object, which is compared first.
/// The hash is one of the text alone, so that a table of keys can be asked with a bare span; texts that collide cannot be chosen from outside.
/// It differs from process to process. Formatting (interpolation, <see cref="System.Text.Unicode.Utf8"/>) copies the text without a string.
/// </remarks>
public abstract class SignalKey : ISpanFormattable, IUtf8SpanFormattable
{
    // A lone surrogate would become U+FFFD in the row: two keys in memory, one row. So it is no key.
    static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly byte[] _utf8;
    readonly int _hash;

    private protected SignalKey(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text;
        _utf8 = s_strictUtf8.GetBytes(text);
        _hash = KeyHash.Of(text);
    }

    /// <summary>The key as the stores take it.</summary>
    public string Text { get; }

    /// <summary>The same in UTF-8; lives as long as this key.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Whether <paramref name="text"/> is this key's text, ordinally.</summary>
    public bool TextEquals(ReadOnlySpan<char> text) => Text.AsSpan().SequenceEqual(text);

    /// <summary><see cref="Text"/>.</summary>
    public sealed override string ToString() => Text;

    /// <summary>The hash that was computed when the key was made.</summary>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    private protected bool SameText(SignalKey other) => _hash == other._hash && string.Equals(Text, other.Text, StringComparison.Ordinal);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Text;

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var copied = Text.TryCopyTo(destination);
        charsWritten = copied ? Text.Length : 0;
        return copied;
    }

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var copied = Utf8.TryCopyTo(utf8Destination);
        bytesWritten = copied ? _utf8.Length : 0;
        return copied;
    }
}
