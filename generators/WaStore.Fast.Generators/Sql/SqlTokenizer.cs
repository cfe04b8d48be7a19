using System.Collections.Immutable;

namespace WaStore.Fast.Generators.Sql;

/// <summary>Cuts a statement into tokens as SQLite does (sqlite.org/src: tokenize.c); whitespace and comments are dropped.</summary>
static class SqlTokenizer
{
    static readonly string[] s_marks = ["->>", "<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "->"];

    /// <summary>The tokens, the last of which is <see cref="SqlTokenKind.End"/>.</summary>
    internal static ImmutableArray<SqlToken> Tokenize(string sql)
    {
        ImmutableArray<SqlToken>.Builder tokens = ImmutableArray.CreateBuilder<SqlToken>();
        int position = 0;
        while (true)
        {
            position = SkipSpace(sql, position);
            if (position >= sql.Length)
            {
                tokens.Add(new SqlToken(SqlTokenKind.End, sql.Length, 0, ""));
                return tokens.ToImmutable();
            }

            SqlToken token = Next(sql, position);
            tokens.Add(token);
            position = token.End;
        }
    }

    internal static bool IsNameStart(char c) => c == '_' || c >= '\x80' || (c | 0x20) is >= 'a' and <= 'z';

    static SqlToken Next(string sql, int start)
    {
        char c = sql[start];
        if ((c | 0x20) == 'x' && At(sql, start + 1) == '\'')
        {
            return Quoted(sql, start, start + 1, '\'', SqlTokenKind.Blob);
        }

        if (IsNameStart(c))
        {
            return Bare(sql, start, NameEnd(sql, start), SqlTokenKind.Word);
        }

        if (IsDigit(c) || (c == '.' && IsDigit(At(sql, start + 1))))
        {
            return Bare(sql, start, NumberEnd(sql, start), SqlTokenKind.Number);
        }

        return c switch
        {
            '\'' => Quoted(sql, start, start, '\'', SqlTokenKind.String),
            '"' => Quoted(sql, start, start, '"', SqlTokenKind.QuotedName),
            '`' => Quoted(sql, start, start, '`', SqlTokenKind.QuotedName),
            '[' => Quoted(sql, start, start, ']', SqlTokenKind.QuotedName),
            '@' or ':' or '$' or '?' => Bare(sql, start, NameEnd(sql, start + 1), SqlTokenKind.Placeholder),
            _ => Mark(sql, start),
        };
    }

    static SqlToken Bare(string sql, int start, int end, SqlTokenKind kind) => new(kind, start, end - start, sql.Substring(start, end - start));

    static SqlToken Mark(string sql, int start)
    {
        foreach (string mark in s_marks)
        {
            if (string.CompareOrdinal(sql, start, mark, 0, mark.Length) == 0)
            {
                return Bare(sql, start, start + mark.Length, SqlTokenKind.Mark);
            }
        }

        return Bare(sql, start, start + 1, "()*,.;=<>+-/%&|~".IndexOf(sql[start]) >= 0 ? SqlTokenKind.Mark : SqlTokenKind.Bad);
    }

    static SqlToken Quoted(string sql, int start, int quote, char close, SqlTokenKind kind)
    {
        var text = new System.Text.StringBuilder();
        for (int i = quote + 1; i < sql.Length; i++)
        {
            if (sql[i] != close)
            {
                text.Append(sql[i]);
            }
            else if (close != ']' && At(sql, i + 1) == close)
            {
                text.Append(close);
                i++;
            }
            else
            {
                return new SqlToken(kind, start, i + 1 - start, text.ToString());
            }
        }

        return Bare(sql, start, sql.Length, SqlTokenKind.Bad);
    }

    static int NameEnd(string sql, int position)
    {
        while (position < sql.Length && (IsNameStart(sql[position]) || IsDigit(sql[position]) || sql[position] == '$'))
        {
            position++;
        }

        return position;
    }

    static int NumberEnd(string sql, int position)
    {
        bool hex = sql[position] == '0' && (At(sql, position + 1) | 0x20) == 'x';
        while (position < sql.Length)
        {
            char c = sql[position];
            bool sign = !hex && c is '+' or '-' && (sql[position - 1] | 0x20) == 'e';
            if (!sign && c != '.' && !IsNameStart(c) && !IsDigit(c))
            {
                break;
            }

            position++;
        }

        return position;
    }

    static int SkipSpace(string sql, int position)
    {
        while (position < sql.Length)
        {
            char c = sql[position];
            if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                position++;
            }
            else if (c == '-' && At(sql, position + 1) == '-')
            {
                int end = sql.IndexOf('\n', position);
                position = end < 0 ? sql.Length : end + 1;
            }
            else if (c == '/' && At(sql, position + 1) == '*')
            {
                int end = sql.IndexOf("*/", position + 2, StringComparison.Ordinal);
                position = end < 0 ? sql.Length : end + 2;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    static bool IsDigit(char c) => c is >= '0' and <= '9';

    static char At(string sql, int position) => position < sql.Length ? sql[position] : '\0';
}
