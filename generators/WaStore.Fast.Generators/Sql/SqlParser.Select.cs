using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

sealed partial class SqlParser
{
    SqlSelect Select(ImmutableArray<SqlCommonTable> with)
    {
        ImmutableArray<SqlSelectCore>.Builder cores = ImmutableArray.CreateBuilder<SqlSelectCore>();
        ImmutableArray<SqlClause>.Builder clauses = ImmutableArray.CreateBuilder<SqlClause>();
        while (true)
        {
            cores.Add(Core(clauses));
            int start = _at;
            if (Accept("UNION"))
            {
                bool all = Accept("ALL");
                if (!all)
                {
                    clauses.Add(new SqlClause("UNION", From(start)));
                }
            }
            else if (Accept("INTERSECT") || Accept("EXCEPT"))
            {
                clauses.Add(new SqlClause(_tokens[start].Text.ToUpperInvariant(), From(start)));
            }
            else
            {
                break;
            }
        }

        ImmutableArray<SqlExpression> orderBy = Keywords("ORDER", "BY", clauses) ? List(OrderingTerm) : [];
        int limitStart = _at;
        ImmutableArray<SqlExpression> limit = [];
        if (Accept("LIMIT"))
        {
            clauses.Add(new SqlClause("LIMIT", From(limitStart)));
            limit = [Expression()];
            if (Accept("OFFSET") || AcceptMark(","))
            {
                limit = limit.Add(Expression());
            }
        }

        return new SqlSelect(with, cores.ToImmutable(), orderBy, limit, clauses.ToImmutable());
    }

    SqlSelectCore Core(ImmutableArray<SqlClause>.Builder clauses)
    {
        if (Accept("VALUES"))
        {
            return new SqlSelectCore([], [], [], [], List(ValuesRow));
        }

        Expect("SELECT");
        int start = _at;
        if (Accept("DISTINCT"))
        {
            clauses.Add(new SqlClause("DISTINCT", From(start)));
        }
        else
        {
            _ = Accept("ALL");
        }

        ImmutableArray<SqlResultColumn> columns = List(ResultColumn);
        ImmutableArray<SqlFromItem> from = Accept("FROM") ? FromItems() : [];
        ImmutableArray<SqlExpression> conditions = Accept("WHERE") ? [Expression()] : [];
        ImmutableArray<SqlExpression> groupBy = Keywords("GROUP", "BY", clauses) ? List(Expression) : [];
        if (Accept("HAVING"))
        {
            conditions = conditions.Add(Expression());
        }

        return new SqlSelectCore(columns, from, conditions, groupBy, []);
    }

    SqlRow ValuesRow()
    {
        int start = _at;
        ImmutableArray<SqlExpression> items = Parenthesized(() => List(Expression));
        return new SqlRow(From(start), items);
    }

    SqlResultColumn ResultColumn()
    {
        if (AcceptMark("*"))
        {
            return new SqlResultColumn(Value: null, Star: null, Alias: null);
        }

        if (IsName(Current) && Next.IsMark(".") && _at + 2 < _end && _tokens[_at + 2].IsMark("*"))
        {
            SqlToken table = Take();
            _at += 2;
            return new SqlResultColumn(Value: null, table, Alias: null);
        }

        SqlExpression value = Expression();
        return new SqlResultColumn(value, Star: null, Alias());
    }

    SqlExpression OrderingTerm()
    {
        SqlExpression term = Expression();
        _ = Accept("ASC") || Accept("DESC");
        if (Accept("NULLS") && !Accept("FIRST"))
        {
            Expect("LAST");
        }

        return term;
    }

    ImmutableArray<SqlFromItem> FromItems()
    {
        ImmutableArray<SqlFromItem>.Builder items = ImmutableArray.CreateBuilder<SqlFromItem>();
        AddFromItem(items);
        while (AcceptMark(",") || AcceptJoin())
        {
            AddFromItem(items);
        }

        return items.ToImmutable();
    }

    bool AcceptJoin()
    {
        int start = _at;
        while (Current.Kind == SqlTokenKind.Word && SqlKeywords.IsJoin(Current.Text))
        {
            _at++;
        }

        if (Accept("JOIN"))
        {
            return true;
        }

        return _at == start ? false : throw Unexpected("JOIN");
    }

    void AddFromItem(ImmutableArray<SqlFromItem>.Builder items)
    {
        if (CurrentIs("(") && !(Next.Is("SELECT") || Next.Is("VALUES") || Next.Is("WITH")))
        {
            // A join in parentheses: its tables are seen from outside.
            items.AddRange(Parenthesized(FromItems));
            if (Alias() is not null)
            {
                throw NotUnderstood("an alias of a join");
            }

            items[items.Count - 1] = WithConstraint(items[items.Count - 1]);
            return;
        }

        if (CurrentIs("("))
        {
            SqlSelect select = Parenthesized(Subselect);
            items.Add(WithConstraint(new SqlFromItem(Schema: null, Table: null, Alias(), select, default, [], [])));
            return;
        }

        SqlFromItem table = Table();
        ImmutableArray<SqlExpression> arguments = default;
        if (CurrentIs("("))
        {
            arguments = Parenthesized<ImmutableArray<SqlExpression>>(() => CurrentIs(")") ? [] : List(Expression));
        }

        SqlToken? alias = Alias();
        IndexHint();
        items.Add(WithConstraint(table with { Arguments = arguments, Alias = alias }));
    }

    SqlFromItem Table()
    {
        SqlToken name = Name();
        return AcceptMark(".")
            ? new SqlFromItem(name, Name(), Alias: null, Select: null, default, [], [])
            : new SqlFromItem(Schema: null, name, Alias: null, Select: null, default, [], []);
    }

    void IndexHint()
    {
        if (Accept("INDEXED"))
        {
            Expect("BY");
            _ = Name();
        }
        else if (Current.Is("NOT") && Next.Is("INDEXED"))
        {
            _at += 2;
        }
    }

    SqlFromItem WithConstraint(SqlFromItem item)
    {
        if (Accept("ON"))
        {
            return item with { On = item.On.Add(Expression()) };
        }

        return Accept("USING") ? item with { Using = Parenthesized(() => List(Name)) } : item;
    }

    bool Keywords(string first, string second, ImmutableArray<SqlClause>.Builder clauses)
    {
        int start = _at;
        if (!Accept(first))
        {
            return false;
        }

        Expect(second);
        clauses.Add(new SqlClause(first + " " + second, From(start)));
        return true;
    }
}
