using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

sealed partial class SqlParser
{
    // SQLite's binary operators from weak to strong (sqlite.org/lang_expr.html); NOT and the comparisons with words stand in between.
    static readonly string[][] s_operators = [["&", "|", "<<", ">>"], ["+", "-"], ["*", "/", "%"], ["||", "->", "->>"]];

    SqlExpression Expression()
    {
        if (++_depth > 200)
        {
            throw NotUnderstood("such a deep expression");
        }

        SqlExpression expression = Logical("OR", () => Logical("AND", Not));
        _depth--;
        return expression;
    }

    SqlExpression Logical(string keyword, Func<SqlExpression> operand)
    {
        int start = _at;
        SqlExpression left = operand();
        while (Accept(keyword))
        {
            left = new SqlOperation(From(start), [left, operand()], SqlType.Integer, keyword);
        }

        return left;
    }

    SqlExpression Not()
    {
        int start = _at;
        if (Current.Is("NOT") && !Next.Is("EXISTS"))
        {
            _at++;
            SqlExpression operand = Not();
            return new SqlOperation(From(start), [operand], SqlType.Integer, "NOT");
        }

        return Equality();
    }

    SqlExpression Equality()
    {
        int start = _at;
        SqlExpression left = Inequality();
        while (true)
        {
            if (AcceptMark("=") || AcceptMark("==") || AcceptMark("<>") || AcceptMark("!="))
            {
                left = new SqlComparison(From(start), [left, Inequality()]);
            }
            else if (Accept("IS"))
            {
                _ = Accept("NOT");
                if (Accept("DISTINCT"))
                {
                    Expect("FROM");
                }

                left = new SqlComparison(From(start), [left, Inequality()]);
            }
            else if (Accept("ISNULL") || Accept("NOTNULL"))
            {
                left = Continued(start, new SqlOperation(From(start), [left], SqlType.Integer));
            }
            else if (Current.Is("NOT") && Next.Is("NULL"))
            {
                _at += 2;
                left = Continued(start, new SqlOperation(From(start), [left], SqlType.Integer));
            }
            else if (WordComparison(start, left) is { } comparison)
            {
                left = comparison;
            }
            else
            {
                return left;
            }
        }
    }

    SqlExpression? WordComparison(int start, SqlExpression left)
    {
        int before = _at;
        bool not = Accept("NOT");
        if (Accept("BETWEEN"))
        {
            SqlExpression low = Inequality();
            Expect("AND");
            return new SqlComparison(From(start), [left, low, Inequality()]);
        }

        if (Accept("IN"))
        {
            return Continued(start, In(start, left));
        }

        if (Accept("LIKE") || Accept("GLOB") || Accept("REGEXP") || Accept("MATCH"))
        {
            ImmutableArray<SqlExpression> operands = [left, Inequality()];
            return new SqlOperation(From(start), Accept("ESCAPE") ? operands.Add(Inequality()) : operands, SqlType.Integer);
        }

        if (not)
        {
            _at = before;
        }

        return null;
    }

    /// <summary>What ends by itself may be the left side of any operator, also of a stronger one: <c>a IN (1) + 2</c>.</summary>
    SqlExpression Continued(int start, SqlExpression left)
    {
        while (true)
        {
            if (Accept("COLLATE"))
            {
                _ = Name();
            }
            else if (Current.Kind == SqlTokenKind.Mark && (Current.Text is "<" or "<=" or ">" or ">=" || s_operators.Any(o => o.Contains(Current.Text))))
            {
                _at++;
                SqlExpression right = Inequality();
                left = new SqlOperation(From(start), [left, right], SqlType.Unknown);
            }
            else
            {
                return left;
            }
        }
    }

    SqlExpression In(int start, SqlExpression operand)
    {
        if (!CurrentIs("("))
        {
            throw NotUnderstood("IN with a table");
        }

        if (Next.Is("SELECT") || Next.Is("VALUES") || Next.Is("WITH"))
        {
            SqlSelect select = Parenthesized(Subselect);
            return new SqlInSelect(From(start), operand, select);
        }

        ImmutableArray<SqlExpression> items = Parenthesized<ImmutableArray<SqlExpression>>(() => CurrentIs(")") ? [] : List(Expression));
        return new SqlComparison(From(start), [operand, .. items]);
    }

    SqlExpression Inequality()
    {
        int start = _at;
        SqlExpression left = Binary(0);
        while (AcceptMark("<") || AcceptMark("<=") || AcceptMark(">") || AcceptMark(">="))
        {
            left = new SqlComparison(From(start), [left, Binary(0)]);
        }

        return left;
    }

    SqlExpression Binary(int level)
    {
        if (level == s_operators.Length)
        {
            return Collated();
        }

        int start = _at;
        SqlExpression left = Binary(level + 1);
        while (Current.Kind == SqlTokenKind.Mark && s_operators[level].Contains(Current.Text))
        {
            string mark = Take().Text;
            SqlExpression right = Binary(level + 1);
            SqlType type = mark == "||" ? SqlType.Text : level == 0 ? SqlType.Integer : SqlType.Unknown;
            left = new SqlOperation(From(start), [left, right], type);
        }

        return left;
    }

    SqlExpression Collated()
    {
        SqlExpression operand = Unary();
        while (Accept("COLLATE"))
        {
            _ = Name();
        }

        return operand;
    }

    SqlExpression Unary()
    {
        int start = _at;
        // A plus only hides a column from the planner: the column stays one.
        if (AcceptMark("+"))
        {
            return Unary();
        }

        if (AcceptMark("-") || AcceptMark("~"))
        {
            SqlExpression operand = Unary();
            return new SqlOperation(From(start), [operand], operand is SqlLiteral literal ? literal.Type : SqlType.Unknown);
        }

        return Primary();
    }
}
