using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>Everything that is reported about a statement and changes nothing of what is emitted.</summary>
static class StatementCheck
{
    /// <summary>Checks names, types and counts; does nothing in the generator, which has no findings.</summary>
    internal static void Run(
        SqlSource sql, SqlFacts facts, Placeholders? placeholders, ResultModel? result, ImmutableArray<Input> inputs, SchemaModel? schema, Findings? findings)
    {
        if (findings is null || facts.Statement is not { } statement)
        {
            return;
        }

        ImmutableArray<CheckedColumn>? columns = SqlChecker.Check(statement, sql, schema, placeholders, findings);
        if (columns is { } known && result?.Row is { } row && facts.ResultColumns is not null)
        {
            CheckResult(sql, known, row, findings);
        }

        if (placeholders is not null && inputs.FirstOrDefault(static i => i.Kind == InputKind.List) is { } list)
        {
            new ChunkRules(sql, list, placeholders, findings).Check(statement);
        }
    }

    static void CheckResult(SqlSource sql, ImmutableArray<CheckedColumn> columns, RowModel row, Findings findings)
    {
        foreach (ColumnModel read in row.Columns)
        {
            CheckedColumn column = columns[read.Ordinal];
            if (!TypeRules.CanRead(column.Type, read.Value))
            {
                findings.Add(ResultRules.ColumnType, sql.Locate(column.Span, findings), column.Name ?? read.Name, column.Type.Name(), (read.Value.IsText ? "[Text] " : "") + read.Value.Type);
            }
        }
    }
}
