using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>What a statement with a list must not ask for, because each chunk would answer it for itself.</summary>
sealed class ChunkRules(SqlSource sql, Input list, Placeholders placeholders, Findings findings)
{
    string? _column;

    internal void Check(SqlStatement statement)
    {
        foreach (SqlExpression condition in Conditions(statement))
        {
            CheckLogic(condition, logic: null, repeats: statement is not SqlDelete);
        }

        if (statement is SqlSelect select)
        {
            CheckClauses(select);
        }
    }

    static IEnumerable<SqlExpression> Conditions(SqlStatement statement) => statement switch
    {
        SqlSelect select => select.Cores.SelectMany(static c => c.Conditions),
        SqlUpdate update => update.Conditions,
        SqlDelete delete => delete.Conditions,
        SqlInsert { Rows: { } rows } => Conditions(rows),
        _ => [],
    };

    /// <summary>Finds the list, and what stands around it: OR gives its other side once a chunk, NOT everything but a chunk.</summary>
    void CheckLogic(SqlExpression expression, SqlOperation? logic, bool repeats)
    {
        if (expression is SqlComparison { Operands: [var operand, SqlParameter parameter] } comparison && placeholders.At(parameter.Token)?.Input == list)
        {
            _column = (operand as SqlColumnName)?.Name.Text;
            if (logic is { Logic: { } name } && (name == "NOT" || repeats))
            {
                Report(name, comparison.Span);
            }
        }
        else if (expression is SqlOperation operation)
        {
            foreach (SqlExpression inner in operation.Operands)
            {
                CheckLogic(inner, operation.Logic is "OR" or "NOT" ? operation : logic, repeats);
            }
        }
    }

    void CheckClauses(SqlSelect select)
    {
        SqlSelectCore core = select.Cores[0];
        // Groups by the list's own column never reach across chunks.
        bool grouped = core.GroupBy.Any(IsListColumn);
        bool distinct = core.Columns.Any(c => IsListColumn(c.Value));
        foreach (SqlClause clause in select.Clauses)
        {
            if (!(clause.Name == "GROUP BY" && grouped) && !(clause.Name == "DISTINCT" && distinct))
            {
                Report(clause.Name, clause.Span);
            }
        }

        if (!grouped)
        {
            foreach (SqlCall call in core.Columns.Select(static c => c.Value).OfType<SqlCall>().Where(FunctionTypes.IsAggregate))
            {
                Report(call.Name, call.Span);
            }
        }
    }

    void Report(string what, SqlSpan span) => findings.Add(ListRules.AcrossChunks, sql.Locate(span, findings), what, list.Symbol.Name);

    bool IsListColumn(SqlExpression? expression) =>
        _column is not null && expression is SqlColumnName name && SchemaTable.Same(name.Name.Text, _column);
}
