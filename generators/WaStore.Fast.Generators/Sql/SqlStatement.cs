using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

/// <summary>A parsed statement.</summary>
abstract record SqlStatement(ImmutableArray<SqlCommonTable> With);

/// <summary>A table of WITH.</summary>
sealed record SqlCommonTable(SqlToken Name, ImmutableArray<SqlToken> Columns, SqlSelect Select);

/// <summary>SELECT or VALUES, with its compounds.</summary>
/// <param name="With">Its tables of WITH.</param>
/// <param name="Cores">What UNION and the like join; at least one.</param>
/// <param name="OrderBy">Its terms.</param>
/// <param name="Limit">LIMIT and OFFSET.</param>
/// <param name="Clauses">Where the clauses stand that see all rows: DISTINCT, GROUP BY, ORDER BY, LIMIT, UNION.</param>
sealed record SqlSelect(
    ImmutableArray<SqlCommonTable> With,
    ImmutableArray<SqlSelectCore> Cores,
    ImmutableArray<SqlExpression> OrderBy,
    ImmutableArray<SqlExpression> Limit,
    ImmutableArray<SqlClause> Clauses) : SqlStatement(With);

/// <summary>A clause that sees all rows at once.</summary>
sealed record SqlClause(string Name, SqlSpan Span);

/// <summary>One SELECT without ORDER BY, or the rows of one VALUES.</summary>
sealed record SqlSelectCore(
    ImmutableArray<SqlResultColumn> Columns,
    ImmutableArray<SqlFromItem> From,
    ImmutableArray<SqlExpression> Conditions,
    ImmutableArray<SqlExpression> GroupBy,
    ImmutableArray<SqlRow> Values);

/// <summary>One result column.</summary>
/// <param name="Value">The expression; null for a star.</param>
/// <param name="Star">The table before <c>.*</c>.</param>
/// <param name="Alias">The name after AS.</param>
sealed record SqlResultColumn(SqlExpression? Value, SqlToken? Star, SqlToken? Alias)
{
    /// <summary>The name that the column has; null for an expression without one.</summary>
    internal string? Name => Alias?.Text ?? (Value as SqlColumnName)?.Name.Text;
}

/// <summary>Something in FROM: a table, a table-valued function, or a subquery.</summary>
/// <param name="Schema">The database's name.</param>
/// <param name="Table">The table; null for a subquery.</param>
/// <param name="Alias">What it is called here.</param>
/// <param name="Select">The subquery.</param>
/// <param name="Arguments">Of a table-valued function; default for a table.</param>
/// <param name="On">The ON conditions.</param>
/// <param name="Using">The columns of USING.</param>
sealed record SqlFromItem(
    SqlToken? Schema, SqlToken? Table, SqlToken? Alias, SqlSelect? Select, ImmutableArray<SqlExpression> Arguments, ImmutableArray<SqlExpression> On, ImmutableArray<SqlToken> Using);

/// <summary>INSERT or REPLACE.</summary>
sealed record SqlInsert(
    ImmutableArray<SqlCommonTable> With, SqlFromItem Into, ImmutableArray<SqlToken> Columns, SqlSelect? Rows, ImmutableArray<SqlUpsert> Upserts, ImmutableArray<SqlResultColumn> Returning)
    : SqlStatement(With);

/// <summary>ON CONFLICT.</summary>
sealed record SqlUpsert(ImmutableArray<SqlExpression> Target, ImmutableArray<SqlAssignment> Assignments, ImmutableArray<SqlExpression> Conditions);

/// <summary><c>column = value</c>, or <c>(a, b) = (x, y)</c>.</summary>
sealed record SqlAssignment(ImmutableArray<SqlToken> Columns, SqlExpression Value);

/// <summary>UPDATE.</summary>
sealed record SqlUpdate(
    ImmutableArray<SqlCommonTable> With, SqlFromItem Target, ImmutableArray<SqlAssignment> Assignments, ImmutableArray<SqlFromItem> From, ImmutableArray<SqlExpression> Conditions, ImmutableArray<SqlResultColumn> Returning)
    : SqlStatement(With);

/// <summary>DELETE.</summary>
sealed record SqlDelete(ImmutableArray<SqlCommonTable> With, SqlFromItem From, ImmutableArray<SqlExpression> Conditions, ImmutableArray<SqlResultColumn> Returning)
    : SqlStatement(With);
