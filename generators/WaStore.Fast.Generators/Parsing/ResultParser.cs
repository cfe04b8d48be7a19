using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Understands what a method returns.</summary>
static class ResultParser
{
    /// <summary>The result, or null where the method cannot return it.</summary>
    internal static ResultModel? Parse(IMethodSymbol method, bool isQuery, SqlSource sql, SqlFacts facts, ImmutableArray<Input> inputs, ParserContext context)
    {
        Findings? findings = context.Findings;
        if (isQuery != facts.GivesRows)
        {
            // Of a faulty text only the fault is said.
            (facts.IsFaulty ? null : findings)?.Add(ResultRules.RowsOrNot, method.Place(), isQuery ? "The statement gives no rows: use [Execute]" : "The statement gives rows: use [Query]");
            return null;
        }

        return isQuery ? ParseQuery(method, sql, facts, inputs, context) : ParseExecute(method, facts, findings);
    }

    static ResultModel? ParseExecute(IMethodSymbol method, SqlFacts facts, Findings? findings)
    {
        if (method.ReturnsVoid)
        {
            return new ResultModel(ResultShape.None, NullWithoutRow: false, Writes: true, facts.Deletes, Row: null);
        }

        if (method.ReturnType.SpecialType == SpecialType.System_Int32)
        {
            return new ResultModel(ResultShape.Count, NullWithoutRow: false, Writes: true, facts.Deletes, Row: null);
        }

        findings?.Add(ResultRules.UnsupportedType, method.ReturnPlace(), method.ReturnType.ToDisplayString(), "an [Execute] method returns void or int, the number of changed rows");
        return null;
    }

    static ResultModel? ParseQuery(IMethodSymbol method, SqlSource sql, SqlFacts facts, ImmutableArray<Input> inputs, ParserContext context)
    {
        ITypeSymbol type = method.ReturnType;
        ITypeSymbol rowType = type;
        ResultShape shape = ResultShape.Single;
        if (type.IsRows() || type.IsListRows())
        {
            shape = ResultShape.Rows;
            rowType = ((INamedTypeSymbol)type).TypeArguments.Last();
        }
        else if (type.IsList())
        {
            shape = ResultShape.List;
            rowType = ((INamedTypeSymbol)type).TypeArguments[0];
        }

        if (!FitsList(method, shape, facts, inputs, context.Findings))
        {
            return null;
        }

        var parser = new RowParser(method, sql, facts, context);
        if (parser.Parse(rowType) is not { } row)
        {
            return null;
        }

        if (shape == ResultShape.Single && (rowType.IsRefLikeType || row.Columns.Any(static c => c.Value.Kind is ValueKind.ByteSpan or ValueKind.StoredBlob)))
        {
            context.Findings?.Add(ResultRules.UnsupportedType, method.ReturnPlace(), rowType.ToDisplayString(), "its spans would outlive the row; return Rows<T>, or a type that owns its bytes");
            return null;
        }

        return new ResultModel(shape, shape == ResultShape.Single && MayBeNull(rowType), facts.Writes, facts.Deletes, row);
    }

    static bool FitsList(IMethodSymbol method, ResultShape shape, SqlFacts facts, ImmutableArray<Input> inputs, Findings? findings)
    {
        Input? list = inputs.FirstOrDefault(static i => i.Kind == InputKind.List);
        ITypeSymbol type = method.ReturnType;
        string? fault = list switch
        {
            null when type.IsListRows() => "Without a list the rows are Rows<T>",
            null => null,
            _ when type.IsRows() => $"With the list '{list.Symbol.Name}' the rows are ListRows<TEntry, T>",
            _ when type.IsListRows() && !SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)type).TypeArguments[0], list.Type) =>
                $"The first type argument of ListRows must be the list's '{list.Type.ToDisplayString()}'",
            _ when shape == ResultShape.Single => "A list query has a row per id: return ListRows<TEntry, T> or List<T>",
            _ when facts.Writes => "A list query cannot write: leaving the loop would leave chunks unwritten; use [Execute]",
            _ => null,
        };
        if (fault is null && facts.Writes && shape == ResultShape.Rows)
        {
            fault = "The rows of a write must all be read before it is complete: return List<T>";
        }

        if (fault is not null)
        {
            findings?.Add(ListRules.ListResult, method.ReturnPlace(), fault);
        }

        return fault is null;
    }

    static bool MayBeNull(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (!type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);
}
