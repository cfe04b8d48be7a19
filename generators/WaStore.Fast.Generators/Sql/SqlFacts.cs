using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;

namespace WaStore.Fast.Generators.Sql;

/// <summary>What emission must know of a statement.</summary>
/// <param name="Writes">Whether it changes rows.</param>
/// <param name="GivesRows">Whether it is a SELECT or has RETURNING.</param>
/// <param name="ResultColumns">The result columns' names, null for an expression without one; null as a whole where they are not known.</param>
sealed record SqlFacts(bool Writes, bool GivesRows, ImmutableArray<string?>? ResultColumns)
{
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

        int verb = 0;
        int returning = -1;
        int depth = 0;
        bool with = tokens[0].Is("WITH");
        for (int i = 0; i < end; i++)
        {
            depth += tokens[i].IsMark("(") ? 1 : tokens[i].IsMark(")") ? -1 : 0;
            if (depth == 0 && with && verb == 0 && (tokens[i].Is("SELECT") || tokens[i].Is("INSERT") || tokens[i].Is("UPDATE") || tokens[i].Is("DELETE") || tokens[i].Is("REPLACE")))
            {
                verb = i;
            }

            if (depth == 0 && tokens[i].Is("RETURNING"))
            {
                returning = i;
            }
        }

        bool selects = tokens[verb].Is("SELECT") || tokens[verb].Is("VALUES") || tokens[verb].Is("PRAGMA");
        int list = selects && tokens[verb].Is("SELECT") ? verb : returning;
        return new SqlFacts(!selects, selects || returning >= 0, list >= 0 ? Names(sql, list + 1, end) : null);
    }

    static ImmutableArray<string?>? Names(SqlSource sql, int from, int end)
    {
        ImmutableArray<SqlToken> tokens = sql.Tokens;
        ImmutableArray<string?>.Builder names = ImmutableArray.CreateBuilder<string?>();
        int depth = 0;
        int start = from;
        if (tokens[start].Is("DISTINCT") || tokens[start].Is("ALL"))
        {
            start++;
        }

        for (int i = start; i <= end; i++)
        {
            depth += tokens[i].IsMark("(") ? 1 : tokens[i].IsMark(")") ? -1 : 0;
            bool last = i == end || (depth == 0 && (tokens[i].Is("FROM") || tokens[i].Is("WHERE") || tokens[i].Is("UNION") || tokens[i].Is("ORDER") || tokens[i].Is("LIMIT") || tokens[i].Is("GROUP")));
            if (!last && !(depth == 0 && tokens[i].IsMark(",")))
            {
                continue;
            }

            SqlToken name = tokens[i - 1];
            if (name.IsMark("*"))
            {
                return null;
            }

            bool named = name.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && (i - 1 == start || tokens[i - 2].IsMark(".") || tokens[i - 2].Is("AS"));
            names.Add(named ? name.Text : null);
            start = i + 1;
            if (last)
            {
                break;
            }
        }

        return names.ToImmutable();
    }
}
