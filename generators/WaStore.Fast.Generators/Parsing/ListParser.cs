using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Finds the list or batch of a statement and checks that it can be cut into chunks.</summary>
static class ListParser
{
    /// <summary>The list's place (without a list for a plain statement), or null where there is something wrong with it.</summary>
    internal static ListPlace? Parse(
        IMethodSymbol method, AttributeData attribute, bool isQuery, SqlSource sql, ImmutableArray<Input> inputs, Placeholders placeholders, ParserContext context)
    {
        Findings? findings = context.Findings;
        Input[] many = [.. inputs.Where(static i => i.IsMany)];
        int? asked = attribute.NamedArguments.FirstOrDefault(static a => a.Key == "ChunkSize").Value.Value as int?;
        bool isJoined = attribute.NamedArguments.FirstOrDefault(static a => a.Key == "JoinList").Value.Value is true;
        if (many.Length == 0)
        {
            if (asked is not null)
            {
                findings?.Add(ListRules.ChunkSize, sql.Named("ChunkSize"), $"'{method.Name}' has no list that a ChunkSize could cut");
            }

            return new ListPlace(Many: null, ChunkSize: 0, isJoined);
        }

        if (many.Length > 1)
        {
            findings?.Add(ListRules.TwoLists, many[1].Symbol.Place(), many[1].Symbol.Name);
            return null;
        }

        Input input = many[0];
        if (!input.IsUsed)
        {
            return null;
        }

        bool isBatch = input.Kind == InputKind.Batch;
        if (isBatch && isQuery)
        {
            findings?.Add(ListRules.BatchPlace, input.Symbol.Place(), "[Batch] writes, and belongs to an [Execute] method");
            return null;
        }

        var place = new ListPlace(input, asked is null or 0 ? (isBatch ? 1 : context.DefaultChunkSize) : asked.Value, isJoined);
        return place.ChunkSize < 1
            ? Report(findings, sql, "ChunkSize must be at least 1")
            : Check(place, sql, placeholders, findings) && FitsVariables(place, sql, placeholders, context)
            ? place
            : null;
    }

    /// <summary>Whether the list stands where it can be repeated.</summary>
    internal static bool Check(ListPlace place, SqlSource sql, Placeholders placeholders, Findings? findings)
    {
        Input input = place.Many!;
        if (input.Kind == InputKind.Batch)
        {
            if (place.RepeatsRow && place.FindRepeated(sql, placeholders) is null)
            {
                findings?.Add(ListRules.BatchRow, sql.Whole);
                return false;
            }

            return true;
        }

        int[] uses = [.. placeholders.All.Where(p => p.Value.Input == input).Select(static p => p.Key)];
        foreach (int use in uses)
        {
            ImmutableArray<SqlToken> tokens = sql.Tokens;
            bool inList = use >= 2 && tokens[use - 1].IsMark("(") && tokens[use - 2].Is("IN") && tokens[use + 1].IsMark(")");
            if (!inList || uses.Length > 1)
            {
                findings?.Add(ListRules.ListPlace, sql.Locate(tokens[inList ? uses[1] : use].Span, findings), input.Symbol.Name);
                return false;
            }

            if (use >= 3 && tokens[use - 3].Is("NOT"))
            {
                var span = new SqlSpan(tokens[use - 3].Start, tokens[use - 2].End - tokens[use - 3].Start);
                findings?.Add(ListRules.NotIn, sql.Locate(span, findings), input.Symbol.Name);
                return false;
            }
        }

        return true;
    }

    static bool FitsVariables(ListPlace place, SqlSource sql, Placeholders placeholders, ParserContext context)
    {
        var numbers = new StatementTextWriter(placeholders, place);
        long variables = numbers.SharedBindings.Count + ((long)numbers.EntryBindings.Count * place.ChunkSize);
        return variables <= context.VariableLimit
            || Report(context.Findings, sql, $"A chunk of {place.ChunkSize} needs {variables} variables, and SQLite has {context.VariableLimit}") is not null;
    }

    static ListPlace? Report(Findings? findings, SqlSource sql, string message)
    {
        findings?.Add(ListRules.ChunkSize, sql.Named("ChunkSize"), message);
        return null;
    }
}
