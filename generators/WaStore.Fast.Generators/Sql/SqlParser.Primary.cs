using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

sealed partial class SqlParser
{
    SqlExpression Primary()
    {
        int start = _at;
        SqlToken token = Current;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                _at++;
                return new SqlLiteral(token.Span, token.Text.IndexOfAny(['.', 'e', 'E']) >= 0 && !token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? SqlType.Real : SqlType.Integer);
            case SqlTokenKind.Blob:
                _at++;
                return new SqlLiteral(token.Span, SqlType.Blob);
            case SqlTokenKind.Placeholder:
                _at++;
                return new SqlParameter(token.Span, start);
            case SqlTokenKind.String when !Next.IsMark("."):
                _at++;
                return new SqlLiteral(token.Span, SqlType.Text);
            case SqlTokenKind.Mark when token.Text == "(":
                return Bracketed(start);
            default:
                return Keyword(start, token) ?? (IsName(token) ? Named(start) : throw Unexpected());
        }
    }

    SqlExpression Bracketed(int start)
    {
        if (Next.Is("SELECT") || Next.Is("VALUES") || Next.Is("WITH"))
        {
            SqlSelect select = Parenthesized(Subselect);
            return new SqlSubquery(From(start), select, IsExists: false);
        }

        ImmutableArray<SqlExpression> items = Parenthesized(() => List(Expression));
        return items.Length == 1 ? items[0] : new SqlRow(From(start), items);
    }

    SqlExpression? Keyword(int start, SqlToken token)
    {
        if (token.Kind != SqlTokenKind.Word)
        {
            return null;
        }

        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                _at++;
                return new SqlLiteral(token.Span, SqlType.Null);
            case "CURRENT_TIME" or "CURRENT_DATE" or "CURRENT_TIMESTAMP":
                _at++;
                return new SqlLiteral(token.Span, SqlType.Text);
            case "CASE":
                return Case(start);
            case "CAST" when Next.IsMark("("):
                return Cast(start);
            case "NOT" when !Next.Is("EXISTS"):
                return Not();
            case "NOT" or "EXISTS":
                _ = Accept("NOT");
                Expect("EXISTS");
                SqlSelect select = Parenthesized(Subselect);
                return new SqlSubquery(From(start), select, IsExists: true);
            default:
                return null;
        }
    }

    SqlExpression Named(int start)
    {
        SqlToken first = Take();
        if (CurrentIs("(") && first.Kind == SqlTokenKind.Word)
        {
            return Call(start, first);
        }

        if (!AcceptMark("."))
        {
            return new SqlColumnName(first.Span, Table: null, first);
        }

        SqlToken second = Name();
        if (AcceptMark("."))
        {
            SqlToken third = Name();
            return new SqlColumnName(From(start), second, third);
        }

        return new SqlColumnName(From(start), first, second);
    }

    SqlCall Call(int start, SqlToken name)
    {
        ExpectMark("(");
        ImmutableArray<SqlExpression> arguments = [];
        if (!AcceptMark("*") && !CurrentIs(")"))
        {
            _ = Accept("DISTINCT");
            arguments = List(Expression);
            if (Accept("ORDER"))
            {
                Expect("BY");
                arguments = arguments.AddRange(List(OrderingTerm));
            }
        }

        ExpectMark(")");
        if (Current.Is("FILTER") && Next.IsMark("("))
        {
            _at++;
            arguments = arguments.Add(Parenthesized(() =>
            {
                Expect("WHERE");
                return Expression();
            }));
        }

        return Current.Is("OVER") ? throw NotUnderstood("OVER") : new SqlCall(From(start), name.Text.ToLowerInvariant(), arguments);
    }

    SqlOperation Cast(int start)
    {
        _at++;
        ExpectMark("(");
        SqlExpression operand = Expression();
        Expect("AS");
        string type = TypeName();
        ExpectMark(")");
        return new SqlOperation(From(start), [operand], SqlTypes.OfDeclaration(type));
    }

    string TypeName()
    {
        var words = new List<string>();
        while (IsName(Current))
        {
            words.Add(Take().Text);
        }

        if (AcceptMark("("))
        {
            while (!CurrentIs(")") && Current.Kind is SqlTokenKind.Number or SqlTokenKind.Mark)
            {
                _at++;
            }

            ExpectMark(")");
        }

        return string.Join(" ", words);
    }

    SqlCase Case(int start)
    {
        _at++;
        ImmutableArray<SqlExpression>.Builder tests = ImmutableArray.CreateBuilder<SqlExpression>();
        ImmutableArray<SqlExpression>.Builder results = ImmutableArray.CreateBuilder<SqlExpression>();
        if (!Current.Is("WHEN"))
        {
            tests.Add(Expression());
        }

        do
        {
            Expect("WHEN");
            tests.Add(Expression());
            Expect("THEN");
            results.Add(Expression());
        }
        while (Current.Is("WHEN"));

        if (Accept("ELSE"))
        {
            results.Add(Expression());
        }

        Expect("END");
        return new SqlCase(From(start), tests.ToImmutable(), results.ToImmutable());
    }
}
