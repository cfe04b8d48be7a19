using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

/// <summary>Why a text was not parsed.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What.</param>
/// <param name="IsError">False where SQLite may well understand what the parser does not.</param>
sealed record SqlProblem(SqlSpan Span, string Message, bool IsError);

/// <summary>
/// A recursive-descent parser of the SQL that statements use: SELECT with joins, subqueries, WITH and compounds; INSERT, REPLACE, UPDATE, DELETE with upserts and RETURNING.
/// It says "error" only of what SQLite refuses too, and "not understood" of the rest; a test holds it against SQLite.
/// </summary>
sealed partial class SqlParser
{
    readonly ImmutableArray<SqlToken> _tokens;
    readonly int _end;
    int _at;
    int _depth;

    SqlParser(ImmutableArray<SqlToken> tokens, int end)
    {
        _tokens = tokens;
        _end = end;
    }

    SqlToken Current => _at < _end ? _tokens[_at] : new SqlToken(SqlTokenKind.End, _end > 0 ? _tokens[_end - 1].End : 0, 0, "");

    SqlToken Next => _at + 1 < _end ? _tokens[_at + 1] : _tokens[_tokens.Length - 1];

    /// <summary>Parses one statement.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="end">The index behind the statement's last one.</param>
    /// <param name="problem">Why the answer is null.</param>
    internal static SqlStatement? Parse(ImmutableArray<SqlToken> tokens, int end, out SqlProblem? problem)
    {
        var parser = new SqlParser(tokens, end);
        try
        {
            SqlStatement statement = parser.Statement();
            if (parser._at < end)
            {
                throw parser.Unexpected();
            }

            problem = null;
            return statement;
        }
        catch (SqlStop stop)
        {
            problem = stop.Problem;
            return null;
        }
    }

    SqlStatement Statement()
    {
        ImmutableArray<SqlCommonTable> with = With();
        return Current.Text.ToUpperInvariant() switch
        {
            "SELECT" or "VALUES" => Select(with),
            "INSERT" or "REPLACE" => Insert(with),
            "UPDATE" => Update(with),
            "DELETE" => Delete(with),
            _ when SqlKeywords.IsOtherStatement(Current.Text) && with.IsEmpty => throw NotUnderstood($"a statement with {Current.Text.ToUpperInvariant()}"),
            _ => throw Unexpected(),
        };
    }

    ImmutableArray<SqlCommonTable> With()
    {
        if (!Accept("WITH"))
        {
            return [];
        }

        _ = Accept("RECURSIVE");
        return List(() =>
        {
            SqlToken name = Name();
            ImmutableArray<SqlToken> columns = CurrentIs("(") ? Parenthesized(() => List(Name)) : [];
            Expect("AS");
            if (Accept("NOT") || Current.Is("MATERIALIZED"))
            {
                Expect("MATERIALIZED");
            }

            return new SqlCommonTable(name, columns, Parenthesized(Subselect));
        });
    }

    SqlSelect Subselect()
    {
        // Deeper than anybody writes: the stack is the compiler's.
        if (++_depth > 40)
        {
            throw NotUnderstood("such deep nesting");
        }

        ImmutableArray<SqlCommonTable> with = With();
        SqlSelect select = Current.Is("SELECT") || Current.Is("VALUES") ? Select(with) : throw Unexpected();
        _depth--;
        return select;
    }

    ImmutableArray<T> List<T>(Func<T> item)
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        do
        {
            items.Add(item());
        }
        while (AcceptMark(","));

        return items.ToImmutable();
    }

    T Parenthesized<T>(Func<T> content)
    {
        ExpectMark("(");
        T value = content();
        ExpectMark(")");
        return value;
    }

    /// <summary>A name of a table or column.</summary>
    SqlToken Name() => IsName(Current) ? Take() : throw Unexpected();

    static bool IsName(SqlToken token) =>
        token.Kind is SqlTokenKind.QuotedName or SqlTokenKind.String || (token.Kind == SqlTokenKind.Word && !SqlKeywords.IsReserved(token.Text));

    SqlToken? Alias()
    {
        if (Accept("AS"))
        {
            return Name();
        }

        return IsName(Current) && !(Current.Kind == SqlTokenKind.Word && (SqlKeywords.IsJoin(Current.Text) || SqlKeywords.IsBeyond(Current.Text))) ? Take() : null;
    }

    SqlToken Take()
    {
        SqlToken token = Current;
        _at++;
        return token;
    }

    bool CurrentIs(string mark) => Current.IsMark(mark);

    bool Accept(string keyword)
    {
        bool accepted = Current.Is(keyword);
        _at += accepted ? 1 : 0;
        return accepted;
    }

    bool AcceptMark(string mark)
    {
        bool accepted = Current.IsMark(mark);
        _at += accepted ? 1 : 0;
        return accepted;
    }

    void Expect(string keyword)
    {
        if (!Accept(keyword))
        {
            throw Unexpected(keyword);
        }
    }

    void ExpectMark(string mark)
    {
        if (!AcceptMark(mark))
        {
            throw Unexpected(mark);
        }
    }

    SqlSpan From(int token) => new(_tokens[token].Start, _tokens[Math.Max(_at - 1, token)].End - _tokens[token].Start);

    SqlStop Unexpected(string? expected = null)
    {
        SqlToken token = Current;
        if (token.Kind == SqlTokenKind.Word && SqlKeywords.IsBeyond(token.Text))
        {
            return NotUnderstood(token.Text.ToUpperInvariant());
        }

        string found = token.Kind switch
        {
            SqlTokenKind.End => "The statement ends too early",
            SqlTokenKind.Bad => "A character or quote that begins nothing",
            _ => $"'{token.Text}' cannot stand here",
        };
        // At the end there is nothing to underline: take the last token.
        SqlSpan place = token.Kind == SqlTokenKind.End && _end > 0 ? _tokens[_end - 1].Span : token.Span;
        return new SqlStop(new SqlProblem(place, expected is null ? found : $"{found}; {expected} is expected", IsError: true));
    }

    SqlStop NotUnderstood(string what) => new(new SqlProblem(Current.Span, what, IsError: false));

    /// <summary>Ends the descent; never leaves <see cref="Parse"/>.</summary>
    sealed class SqlStop(SqlProblem problem) : Exception
    {
        internal SqlProblem Problem { get; } = problem;
    }
}
