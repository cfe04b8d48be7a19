using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

/// <summary>An expression, with as much of its form as names and types need.</summary>
abstract record SqlExpression(SqlSpan Span);

/// <summary><c>column</c> or <c>table.column</c>.</summary>
sealed record SqlColumnName(SqlSpan Span, SqlToken? Table, SqlToken Name) : SqlExpression(Span);

/// <summary>A placeholder.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Token">The index of its token.</param>
sealed record SqlParameter(SqlSpan Span, int Token) : SqlExpression(Span);

/// <summary>A constant, or an operator whose result says nothing of its operands.</summary>
sealed record SqlLiteral(SqlSpan Span, SqlType Type) : SqlExpression(Span);

/// <summary>An operator that compares nothing.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Operands">What it works on.</param>
/// <param name="Type">What it gives.</param>
/// <param name="Logic">AND, OR or NOT; null for every other.</param>
sealed record SqlOperation(SqlSpan Span, ImmutableArray<SqlExpression> Operands, SqlType Type, string? Logic = null) : SqlExpression(Span);

/// <summary>A comparison: <c>=</c>, <c>&lt;</c>, BETWEEN, IN (...), IS. The operands are to be of one type.</summary>
sealed record SqlComparison(SqlSpan Span, ImmutableArray<SqlExpression> Operands) : SqlExpression(Span);

/// <summary>A function.</summary>
sealed record SqlCall(SqlSpan Span, string Name, ImmutableArray<SqlExpression> Arguments) : SqlExpression(Span);

/// <summary>CASE: what is compared or tested, and what comes out.</summary>
sealed record SqlCase(SqlSpan Span, ImmutableArray<SqlExpression> Tests, ImmutableArray<SqlExpression> Results) : SqlExpression(Span);

/// <summary><c>(a, b)</c>.</summary>
sealed record SqlRow(SqlSpan Span, ImmutableArray<SqlExpression> Items) : SqlExpression(Span);

/// <summary>A SELECT as a value, or in EXISTS.</summary>
sealed record SqlSubquery(SqlSpan Span, SqlSelect Select, bool IsExists) : SqlExpression(Span);

/// <summary><c>operand IN (SELECT ...)</c>.</summary>
sealed record SqlInSelect(SqlSpan Span, SqlExpression Operand, SqlSelect Select) : SqlExpression(Span);
