using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>A statement's text, its tokens, and where they stand in the C# source.</summary>
sealed class SqlSource(string text, AttributeData attribute)
{
    internal string Text { get; } = text;

    internal ImmutableArray<SqlToken> Tokens { get; } = SqlTokenizer.Tokenize(text);

    /// <summary>The text of an attribute, or null where it is no constant string.</summary>
    internal static SqlSource? From(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string text }] ? new SqlSource(text, attribute) : null;

    /// <summary>The index behind the last token of the statement: that of the end, or of the semicolon before it.</summary>
    internal int StatementEnd
    {
        get
        {
            int end = Tokens.Length - 1;
            while (end > 0 && Tokens[end - 1].IsMark(";"))
            {
                end--;
            }

            return end;
        }
    }

    /// <summary>The place of a span of the text, or of the whole argument where it cannot be found in the source.</summary>
    internal Location Locate(SqlSpan span, Findings findings) =>
        Argument is not { } argument ? Location.None
        : StringLiteralMap.Find(argument, span, findings.SemanticModel) is { } place ? Location.Create(argument.SyntaxTree, place)
        : argument.GetLocation();

    /// <summary>The place of the whole argument.</summary>
    internal Location Whole => Argument?.GetLocation() ?? Location.None;

    /// <summary>The place of a named argument of the same attribute.</summary>
    internal Location Named(string name) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation() ?? Whole;

    ExpressionSyntax? Argument =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(static a => a.NameEquals is null)?.Expression;
}
