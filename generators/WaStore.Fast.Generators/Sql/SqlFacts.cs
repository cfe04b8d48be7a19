using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;

namespace WaStore.Fast.Generators.Sql;

/// <summary>What emission must know of a statement.</summary>
/// <param name="Statement">Its parsed form; null where the parser does not follow it.</param>
/// <param name="IsFaulty">Whether the parser found a fault.</param>
/// <param name="Writes">Whether it changes rows.</param>
/// <param name="Deletes">Whether all it does is delete.</param>
/// <param name="GivesRows">Whether it is a SELECT or has RETURNING.</param>
/// <param name="ResultColumns">The result columns' names, null for an expression without one; null as a whole where they are not known.</param>
sealed record SqlFacts(SqlStatement? Statement, bool IsFaulty, bool Writes, bool Deletes, bool GivesRows, ImmutableArray<string?>? ResultColumns)
{
    static readonly string[] s_readers = ["SELECT", "VALUES", "PRAGMA", "EXPLAIN"];
    static readonly string[] s_verbs = ["SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE"];

    /// <summary>The facts, or null where the text is not one statement.</summary>
    internal static SqlFacts? Of(SqlSource sql, Findings? findings)
    {
        ImmutableArray<SqlToken> tokens = sql.Tokens;
        int end = sql.StatementEnd;
        if (end == 0)
        {
            findings?.Add(SqlRules.OneStatement, sql.Whole, "none");
            return null;
        }

        for (int i = 0; i < end; i++)
        {
            if (tokens[i].IsMark(";"))
            {
                findings?.Add(SqlRules.OneStatement, sql.Locate(new SqlSpan(tokens[i + 1].Start, tokens[end - 1].End - tokens[i + 1].Start), findings), "more");
                return null;
            }
        }

        SqlStatement? statement = SqlParser.Parse(tokens, end, out SqlProblem? problem);
        if (problem is not null)
        {
            findings?.Add(problem.IsError ? SqlRules.Syntax : SqlRules.NotUnderstood, sql.Locate(problem.Span, findings), problem.Message);
        }

        return statement is null ? Guess(tokens, end, problem!.IsError) : Of(statement);
    }

    static SqlFacts Of(SqlStatement statement)
    {
        ImmutableArray<SqlResultColumn> columns = statement switch
        {
            SqlSelect select when select.Cores[0].Columns.IsEmpty => [.. select.Cores[0].Values[0].Items.Select(static v => new SqlResultColumn(v, Star: null, Alias: null))],
            SqlSelect select => select.Cores[0].Columns,
            SqlInsert insert => insert.Returning,
            SqlUpdate update => update.Returning,
            SqlDelete delete => delete.Returning,
            _ => [],
        };
        return new SqlFacts(
            statement,
            IsFaulty: false,
            Writes: statement is not SqlSelect,
            Deletes: statement is SqlDelete,
            GivesRows: !columns.IsEmpty,
            columns.Any(static c => c.Value is null) ? null : [.. columns.Select(static c => c.Name)]);
    }

    // SQLite will judge the statement: here only what decides how it is run.
    static SqlFacts Guess(ImmutableArray<SqlToken> tokens, int end, bool isFaulty)
    {
        int depth = 0;
        string verb = tokens[0].Text;
        bool returning = false;
        for (int i = 0; i < end; i++)
        {
            depth += tokens[i].IsMark("(") ? 1 : tokens[i].IsMark(")") ? -1 : 0;
            if (depth == 0 && tokens[0].Is("WITH") && verb == tokens[0].Text && s_verbs.Any(tokens[i].Is))
            {
                verb = tokens[i].Text;
            }

            returning |= depth == 0 && tokens[i].Is("RETURNING");
        }

        bool reads = s_readers.Contains(verb, StringComparer.OrdinalIgnoreCase);
        return new SqlFacts(Statement: null, isFaulty, Writes: !reads, Deletes: false, GivesRows: reads || returning, ResultColumns: null);
    }
}
