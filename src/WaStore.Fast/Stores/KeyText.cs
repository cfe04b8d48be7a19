using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WaStore.Fast.Stores;

/// <summary>
/// The check at the stores' doors that a text is well-formed UTF-16. SQLite keeps UTF-8, where a lone surrogate has no form, and a replacement character would make
/// one row of two different keys. Checked before anything is leased, so that a batch with one bad key leaves nothing behind. One rule for every backend, so that tests
/// over the one in memory find what the file would refuse.
/// </summary>
static partial class KeyText
{
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="StoreException">Validation: the text has a lone surrogate.</exception>
    internal static void Require([NotNull] string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            RequirePairs(text, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<string> texts, [CallerArgumentExpression(nameof(texts))] string? name = null)
    {
        foreach (var text in texts.Span)
        {
            Require(text, name);
        }
    }

    /// <summary>As <see cref="Require(string?, string?)"/>, but null is allowed.</summary>
    internal static void RequireIfAny(string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        if (text is not null)
        {
            Require(text, name);
        }
    }

    static void RequirePairs(string text, string? name)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                throw StoreException.Validation($"{name} is not valid UTF-16: a surrogate stands without its partner");
            }

            i++;
        }
    }
}
