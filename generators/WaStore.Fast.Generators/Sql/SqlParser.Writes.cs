using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

sealed partial class SqlParser
{
    SqlInsert Insert(ImmutableArray<SqlCommonTable> with)
    {
        if (Take().Is("INSERT"))
        {
            ConflictResolution();
        }

        Expect("INTO");
        SqlFromItem into = Table();
        if (Accept("AS"))
        {
            into = into with { Alias = Name() };
        }

        ImmutableArray<SqlToken> columns = CurrentIs("(") ? Parenthesized(() => List(Name)) : [];
        SqlSelect? rows = null;
        if (Accept("DEFAULT"))
        {
            Expect("VALUES");
        }
        else
        {
            rows = Current.Is("SELECT") || Current.Is("VALUES") || Current.Is("WITH") ? Subselect() : throw Unexpected("VALUES or SELECT");
        }

        ImmutableArray<SqlUpsert>.Builder upserts = ImmutableArray.CreateBuilder<SqlUpsert>();
        while (Accept("ON"))
        {
            upserts.Add(Upsert());
        }

        return new SqlInsert(with, into, columns, rows, upserts.ToImmutable(), Returning());
    }

    void ConflictResolution()
    {
        if (Accept("OR") && !(Accept("ABORT") || Accept("FAIL") || Accept("IGNORE") || Accept("REPLACE") || Accept("ROLLBACK")))
        {
            throw Unexpected("ABORT, FAIL, IGNORE, REPLACE or ROLLBACK");
        }
    }

    SqlUpsert Upsert()
    {
        Expect("CONFLICT");
        ImmutableArray<SqlExpression> target = [];
        ImmutableArray<SqlExpression> conditions = [];
        if (CurrentIs("("))
        {
            target = Parenthesized(() => List(OrderingTerm));
            conditions = Accept("WHERE") ? [Expression()] : [];
        }

        Expect("DO");
        if (Accept("NOTHING"))
        {
            return new SqlUpsert(target, [], conditions);
        }

        Expect("UPDATE");
        Expect("SET");
        ImmutableArray<SqlAssignment> assignments = List(Assignment);
        return new SqlUpsert(target, assignments, Accept("WHERE") ? conditions.Add(Expression()) : conditions);
    }

    SqlAssignment Assignment()
    {
        ImmutableArray<SqlToken> columns = CurrentIs("(") ? Parenthesized(() => List(Name)) : [Name()];
        ExpectMark("=");
        return new SqlAssignment(columns, Expression());
    }

    SqlUpdate Update(ImmutableArray<SqlCommonTable> with)
    {
        _ = Take();
        ConflictResolution();
        SqlFromItem target = Target();
        Expect("SET");
        ImmutableArray<SqlAssignment> assignments = List(Assignment);
        ImmutableArray<SqlFromItem> from = Accept("FROM") ? FromItems() : [];
        ImmutableArray<SqlExpression> conditions = Accept("WHERE") ? [Expression()] : [];
        ImmutableArray<SqlResultColumn> returning = Returning();
        RefuseLimit();
        return new SqlUpdate(with, target, assignments, from, conditions, returning);
    }

    SqlDelete Delete(ImmutableArray<SqlCommonTable> with)
    {
        _ = Take();
        Expect("FROM");
        SqlFromItem from = Target();
        ImmutableArray<SqlExpression> conditions = Accept("WHERE") ? [Expression()] : [];
        ImmutableArray<SqlResultColumn> returning = Returning();
        RefuseLimit();
        return new SqlDelete(with, from, conditions, returning);
    }

    SqlFromItem Target()
    {
        SqlFromItem target = Table();
        SqlToken? alias = Accept("AS") ? Name() : null;
        IndexHint();
        return target with { Alias = alias };
    }

    // Some builds of SQLite have it (SQLITE_ENABLE_UPDATE_DELETE_LIMIT).
    void RefuseLimit()
    {
        if (Current.Is("ORDER") || Current.Is("LIMIT"))
        {
            throw NotUnderstood("ORDER BY or LIMIT in a write");
        }
    }

    ImmutableArray<SqlResultColumn> Returning() => Accept("RETURNING") ? List(ResultColumn) : [];
}
