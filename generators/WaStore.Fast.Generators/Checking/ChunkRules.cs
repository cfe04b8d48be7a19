using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>What a list query must not ask for, because each chunk would answer it for itself.</summary>
static class ChunkRules
{
    internal static void Check(SqlSource sql, SqlSelect select, Input list, Placeholders? placeholders, Findings findings)
    {
        string? column = ListColumn(select.Cores[0], list, placeholders);
        SqlSelectCore core = select.Cores[0];
        // Groups by the list's own column never reach across chunks.
        bool grouped = core.GroupBy.Any(g => Is(g, column));
        bool distinct = core.Columns.Any(c => Is(c.Value, column));
        foreach (SqlClause clause in select.Clauses)
        {
            if (!(clause.Name == "GROUP BY" && grouped) && !(clause.Name == "DISTINCT" && distinct))
            {
                findings.Add(ListRules.AcrossChunks, sql.Locate(clause.Span, findings), clause.Name, list.Symbol.Name);
            }
        }

        if (!grouped)
        {
            foreach (SqlCall call in core.Columns.Select(static c => c.Value).OfType<SqlCall>().Where(FunctionTypes.IsAggregate))
            {
                findings.Add(ListRules.AcrossChunks, sql.Locate(call.Span, findings), call.Name, list.Symbol.Name);
            }
        }
    }

    /// <summary>The column before <c>IN (@ids)</c>.</summary>
    static string? ListColumn(SqlSelectCore core, Input list, Placeholders? placeholders)
    {
        foreach (SqlComparison comparison in core.Conditions.SelectMany(Comparisons))
        {
            if (comparison.Operands is [SqlColumnName column, SqlParameter parameter] && placeholders?.At(parameter.Token)?.Input == list)
            {
                return column.Name.Text;
            }
        }

        return null;
    }

    static IEnumerable<SqlComparison> Comparisons(SqlExpression condition) => condition switch
    {
        SqlComparison comparison => [comparison],
        SqlOperation operation => operation.Operands.SelectMany(Comparisons),
        _ => [],
    };

    static bool Is(SqlExpression? expression, string? column) =>
        column is not null && expression is SqlColumnName name && SchemaTable.Same(name.Name.Text, column);
}
