using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Signal;

/// <summary>Ordinal equality of texts with the hash of <see cref="KeyHash"/>, for tables that are asked with a string or a span.</summary>
sealed class KeyTextComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
{
    internal static KeyTextComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode([DisallowNull] string text) => KeyHash.Of(text);

    public bool Equals(ReadOnlySpan<char> alternate, string other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<char> alternate) => KeyHash.Of(alternate);

    public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();
}
