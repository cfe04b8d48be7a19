using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Checking;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Understands the other text of a statement.</summary>
static class VariantParser
{
    /// <summary>False where there is something wrong with it.</summary>
    internal static bool TryParse(
        IMethodSymbol method, SqlSource main, SqlFacts mainFacts, ImmutableArray<Input> inputs, Placeholders mainPlaceholders, ListPlace place, StatementTextWriter writer, ParserContext context,
        out VariantModel? variant)
    {
        variant = null;
        if (method.Variant() is not { } attribute)
        {
            return true;
        }

        Findings? findings = context.Findings;
        if (SqlSource.From(attribute) is not { } sql || SqlFacts.Of(sql, findings) is not { } facts)
        {
            return false;
        }

        if (!TryReadColumn(attribute, out string table, out string column))
        {
            findings?.Add(SchemaRules.VariantColumn, sql.Named("WithoutColumn"), $"{attribute.NamedArguments.FirstOrDefault(static a => a.Key == "WithoutColumn").Value.Value}");
            return false;
        }

        if (Placeholders.Resolve(sql, inputs, findings) is not { } placeholders || (place.Many is not null && !ListParser.Check(place, sql, placeholders, findings)))
        {
            return false;
        }

        string? misfit =
            facts.GivesRows != mainFacts.GivesRows || (facts.ResultColumns is { } columns && mainFacts.ResultColumns is { } mainColumns && !columns.SequenceEqual(mainColumns, StringComparer.OrdinalIgnoreCase))
                ? "The variant must give the same result columns in the same order"
            : placeholders.All.FirstOrDefault(p => !writer.Knows(p.Value)) is { Value: { } unknown } ? $"The variant uses '{unknown.Expression}', which the statement does not"
            : !Entries(placeholders, place).SequenceEqual(Entries(mainPlaceholders, place)) ? "The variant must use the list's placeholders as the statement does"
            : null;
        if (misfit is not null)
        {
            findings?.Add(SchemaRules.VariantText, sql.Whole, misfit);
            return false;
        }

        if (!ListJoin.TryFind(place, sql, facts, placeholders, findings, out ListJoin? join))
        {
            return false;
        }

        CheckVariant(sql, facts, placeholders, attribute, table, column, context);
        HashSet<string> used = [.. placeholders.All.Select(static p => p.Value.Expression)];
        variant = new VariantModel(
            table, column, writer.Write(sql, placeholders, join), writer.SharedBindings.Where(b => !used.Contains(b.Expression)).Select(static b => b.Ordinal).ToEquatable());
        return true;
    }

    /// <summary>The variant is meant for a schema without the column, and is checked against that.</summary>
    static void CheckVariant(SqlSource sql, SqlFacts facts, Placeholders placeholders, AttributeData attribute, string table, string column, ParserContext context)
    {
        if (context is not { Findings: { } findings, Schema: { } schema })
        {
            return;
        }

        if (schema.Find(table) is not { } known || (known.Find(column) is null && !known.IsOpen))
        {
            findings.Add(SchemaRules.VariantColumn, sql.Named("WithoutColumn"), $"{table}.{column}");
            return;
        }

        StatementCheck.Run(sql, facts, placeholders, result: null, inputs: [], schema.Without(table, column), findings);
    }

    /// <summary>Reads <c>table.column</c>.</summary>
    internal static bool TryReadColumn(AttributeData attribute, out string table, out string column)
    {
        string[] names = (attribute.NamedArguments.FirstOrDefault(static a => a.Key == "WithoutColumn").Value.Value as string)?.Split('.') ?? [];
        bool valid = names.Length == 2 && names[0].Length > 0 && names[1].Length > 0;
        (table, column) = valid ? (names[0], names[1]) : ("", "");
        return valid;
    }

    static IEnumerable<string> Entries(Placeholders placeholders, ListPlace place) =>
        placeholders.All.Where(p => p.Value.Input == place.Many).Select(static p => p.Value.Expression);
}
