using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Where a text can be cut so that its list becomes a table that drives the query: <c>WITH ids AS (VALUES ...) SELECT ... FROM ids CROSS JOIN t WHERE t.a = ids.id</c>.</summary>
/// <param name="From">The token FROM.</param>
/// <param name="In">The token IN of the list.</param>
sealed record ListJoin(int From, int In)
{
    /// <summary>The list's name as a table; our prefix, which no schema of anybody else has.</summary>
    internal const string Table = "wsf_ids";

    /// <summary>Its column; in no other table, so that the statement's bare names stay unambiguous.</summary>
    internal const string Column = "wsf_id";

    // The joined ids have one too.
    static readonly string[] s_rowIds = ["rowid", "oid", "_rowid_"];

    /// <summary>Finds the places; false where it is asked for and cannot be done.</summary>
    internal static bool TryFind(ListPlace place, SqlSource sql, SqlFacts facts, Placeholders placeholders, Findings? findings, out ListJoin? join)
    {
        join = null;
        if (!place.IsJoined)
        {
            return true;
        }

        int list = place.Many is null ? -1 : placeholders.All.First(p => p.Value.Input == place.Many).Key;
        // One table and the list among its AND conditions: then each row of the answer has one id, and NULL, which fills the last chunk, has none.
        if (facts is { ResultColumns: not null, Statement: SqlSelect { With.IsEmpty: true, Cores: [{ From: [{ Table: { } table, Arguments.IsDefault: true } item], GroupBy.IsEmpty: true, Conditions: [var condition, ..] }] } }
            && IsRequired(condition, list)
            && !sql.Tokens.Where((t, i) => s_rowIds.Any(t.Is) && !sql.Tokens[i - 1].IsMark(".")).Any())
        {
            join = new ListJoin(TokenAt(sql, (item.Schema ?? table).Start) - 1, list - 2);
            return true;
        }

        findings?.Add(ListRules.JoinedList, sql.Named("JoinList"), place.Many?.Symbol.Name ?? "ids");
        return false;
    }

    static bool IsRequired(SqlExpression condition, int list) => condition switch
    {
        SqlComparison { Operands: [_, SqlParameter parameter] } => parameter.Token == list,
        SqlOperation { Logic: "AND" } both => both.Operands.Any(o => IsRequired(o, list)),
        _ => false,
    };

    static int TokenAt(SqlSource sql, int start)
    {
        int token = 0;
        while (sql.Tokens[token].Start < start)
        {
            token++;
        }

        return token;
    }
}
