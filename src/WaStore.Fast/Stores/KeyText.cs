using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

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
        if (!IsWellFormed(text))
        {
            throw StoreException.Validation($"{name} is not valid UTF-16: a surrogate stands without its partner");
        }
    }

    /// <summary>Whether no surrogate stands without its partner: such a text has no UTF-8 form.</summary>
    /// <remarks>
    /// Asked for ASCII first, which nearly every key is. Not for the range of surrogates: until the runtime has compiled it anew, its <c>IndexOfAnyInRange</c> boxes both
    /// bounds twice, 96 bytes for each key of a process that has just started.
    /// </remarks>
    internal static bool IsWellFormed(ReadOnlySpan<char> text) => Ascii.IsValid(text) || HasPairsOnly(text);

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

    static bool HasPairsOnly(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) is not OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
