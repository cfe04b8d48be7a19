using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>Finds the characters of a constant string in the source: in plain, verbatim and raw literals, and in concatenations of them.</summary>
static class StringLiteralMap
{
    /// <summary>The source span of a span of the constant, or null where the two do not correspond.</summary>
    internal static TextSpan? Find(ExpressionSyntax expression, SqlSpan span, SemanticModel model)
    {
        int offset = span.Start;
        foreach (ExpressionSyntax part in Parts(expression))
        {
            int length = Value(part, model)?.Length ?? -1;
            if (length < 0)
            {
                return null;
            }

            if (offset < length || (offset == length && span.Length == 0))
            {
                bool inside = offset + span.Length <= length;
                return part is LiteralExpressionSyntax literal && inside ? InLiteral(literal.Token, offset, span.Length)
                    : inside ? part.Span
                    : null;
            }

            offset -= length;
        }

        return null;
    }

    static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Parts(inner),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) => Parts(binary.Left).Concat(Parts(binary.Right)),
        _ => [expression],
    };

    static string? Value(ExpressionSyntax part, SemanticModel model) => part switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        _ when model.SyntaxTree == part.SyntaxTree => model.GetConstantValue(part).Value as string,
        _ => null,
    };

    static TextSpan? InLiteral(SyntaxToken token, int offset, int length)
    {
        if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            return InRaw(token, offset, length);
        }

        bool verbatim = token.Text.StartsWith("@", StringComparison.Ordinal);
        int position = verbatim ? 2 : 1;
        int start = -1;
        for (int i = 0; i <= offset + length; i++)
        {
            if (i == offset)
            {
                start = position;
            }

            if (i == offset + length)
            {
                return TextSpan.FromBounds(token.SpanStart + start, token.SpanStart + position);
            }

            position += CharacterLength(token.Text, position, verbatim);
        }

        return null;
    }

    static int CharacterLength(string text, int position, bool verbatim) => text[position] switch
    {
        '"' when verbatim => 2,
        '\\' when !verbatim => EscapeLength(text, position),
        _ => 1,
    };

    // \U gives one or two characters, and a statement has none: it counts as one.
    static int EscapeLength(string text, int position)
    {
        switch (text[position + 1])
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                int end = position + 2;
                while (end < position + 6 && Uri.IsHexDigit(text[end]))
                {
                    end++;
                }

                return end - position;
            default:
                return 2;
        }
    }

    /// <summary>A raw literal's value is its lines without the quotes' lines and without the last line's indentation.</summary>
    static TextSpan? InRaw(SyntaxToken token, int offset, int length)
    {
        string text = token.Text;
        int quotes = text.TakeWhile(static c => c == '"').Count();
        if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
        {
            return new TextSpan(token.SpanStart + quotes + offset, length);
        }

        string value = token.ValueText;
        int lastLine = text.LastIndexOf('\n') + 1;
        int indentation = text.Length - quotes - lastLine;
        int position = text.IndexOf('\n') + 1;
        int line = 0;
        int start = -1;
        for (int i = 0; i <= value.Length; i++)
        {
            if (i == line)
            {
                // A line of nothing may lack the indentation.
                int room = 0;
                while (room < indentation && text[position + room] is ' ' or '\t')
                {
                    room++;
                }

                position += room;
            }

            if (i == offset)
            {
                start = position;
            }

            if (i == offset + length)
            {
                return TextSpan.FromBounds(token.SpanStart + start, token.SpanStart + position);
            }

            if (value[i] == '\n')
            {
                line = i + 1;
            }

            position++;
        }

        return null;
    }
}
