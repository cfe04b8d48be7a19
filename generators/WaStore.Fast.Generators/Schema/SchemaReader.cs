using System.Collections.Immutable;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Schema;

/// <summary>Reads a schema file: what makes, changes and drops tables. Indexes, triggers and data are passed over.</summary>
sealed class SchemaReader
{
    static readonly HashSet<string> s_passedOver = new(StringComparer.OrdinalIgnoreCase)
    {
        "ANALYZE", "BEGIN", "COMMIT", "DELETE", "END", "INSERT", "PRAGMA", "REINDEX", "RELEASE", "REPLACE", "ROLLBACK", "SAVEPOINT", "SELECT", "UPDATE", "VACUUM", "WITH",
    };

    static readonly HashSet<string> s_constraints = new(StringComparer.OrdinalIgnoreCase)
    {
        "AS", "CHECK", "COLLATE", "CONSTRAINT", "DEFAULT", "GENERATED", "NOT", "NULL", "PRIMARY", "REFERENCES", "UNIQUE",
    };

    static readonly HashSet<string> s_tableConstraints = new(StringComparer.OrdinalIgnoreCase) { "CHECK", "CONSTRAINT", "FOREIGN", "PRIMARY", "UNIQUE" };

    readonly ImmutableArray<SqlToken> _tokens;
    int _at;

    SchemaReader(ImmutableArray<SqlToken> tokens) => _tokens = tokens;

    SqlToken Current => _tokens[_at];

    internal static SchemaScript Read(string text)
    {
        var reader = new SchemaReader(SqlTokenizer.Tokenize(text));
        List<SchemaChange> changes = [];
        List<SchemaProblem> problems = [];
        while (reader.Current.Kind != SqlTokenKind.End)
        {
            int start = reader._at;
            if (reader.Statement() is { } change)
            {
                changes.Add(change);
            }
            else if (!reader.IsPassedOver(start))
            {
                SqlToken first = reader._tokens[start];
                int end = reader.StatementEnd(start);
                problems.Add(new SchemaProblem(first.Start, reader._tokens[Math.Max(start, end - 1)].End - first.Start, reader.FirstWords(start, end)));
            }

            reader._at = Math.Min(reader.StatementEnd(start) + 1, reader._tokens.Length - 1);
        }

        return new SchemaScript(changes.ToEquatable(), problems.ToEquatable());
    }

    SchemaChange? Statement()
    {
        if (Accept("ALTER"))
        {
            return Accept("TABLE") ? Alter() : null;
        }

        if (Accept("DROP"))
        {
            return Accept("TABLE") || Accept("VIEW") ? Drop() : null;
        }

        if (!Accept("CREATE"))
        {
            return null;
        }

        _ = Accept("TEMP") || Accept("TEMPORARY");
        return Accept("TABLE") ? Create()
            : (Accept("VIRTUAL") && Accept("TABLE")) || Accept("VIEW") ? Opaque()
            : null;
    }

    bool IsPassedOver(int start)
    {
        SqlToken first = _tokens[start];
        SqlToken second = _tokens[Math.Min(start + 1, _tokens.Length - 1)];
        return first.IsMark(";")
            || (first.Kind == SqlTokenKind.Word && s_passedOver.Contains(first.Text))
            || (first.Is("DROP") && (second.Is("INDEX") || second.Is("TRIGGER")))
            || (first.Is("CREATE") && (second.Is("INDEX") || second.Is("UNIQUE") || IsTrigger(start)));
    }

    CreateTable? Create()
    {
        if (Name(ifExists: true) is not { } name)
        {
            return null;
        }

        if (Current.Is("AS"))
        {
            return new CreateTable(new SchemaTable(name, EquatableArray<SchemaColumn>.Empty, IsOpen: true, HasRowId: true));
        }

        if (!AcceptMark("("))
        {
            return null;
        }

        List<SchemaColumn> columns = [];
        do
        {
            if (Current.Kind == SqlTokenKind.Word && s_tableConstraints.Contains(Current.Text))
            {
                SkipDefinition();
            }
            else if (Column() is { } column)
            {
                columns.Add(column);
            }
            else
            {
                return null;
            }
        }
        while (AcceptMark(","));

        if (!AcceptMark(")"))
        {
            return null;
        }

        bool withoutRowId = false;
        while (Current.Kind == SqlTokenKind.Word || Current.IsMark(","))
        {
            withoutRowId |= Current.Is("WITHOUT");
            _at++;
        }

        return new CreateTable(new SchemaTable(name, columns.ToEquatable(), IsOpen: false, HasRowId: !withoutRowId));
    }

    CreateTable? Opaque() =>
        Name(ifExists: true) is { } name ? new CreateTable(new SchemaTable(name, EquatableArray<SchemaColumn>.Empty, IsOpen: true, HasRowId: true)) : null;

    DropTable? Drop() => Name(ifExists: true) is { } name ? new DropTable(name) : null;

    SchemaChange? Alter()
    {
        if (Name(ifExists: false) is not { } table)
        {
            return null;
        }

        if (Accept("ADD"))
        {
            _ = Accept("COLUMN");
            return Column() is { } column ? new AddColumn(table, column) : null;
        }

        if (Accept("DROP"))
        {
            _ = Accept("COLUMN");
            return Word() is { } dropped ? new DropColumn(table, dropped) : null;
        }

        if (!Accept("RENAME"))
        {
            return null;
        }

        if (Accept("TO"))
        {
            return Word() is { } renamed ? new RenameTable(table, renamed) : null;
        }

        _ = Accept("COLUMN");
        return Word() is { } old && Accept("TO") && Word() is { } fresh ? new RenameColumn(table, old, fresh) : null;
    }

    SchemaColumn? Column()
    {
        if (Word() is not { } name)
        {
            return null;
        }

        var type = new List<string>();
        while (Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && !s_constraints.Contains(Current.Text))
        {
            type.Add(Current.Text);
            _at++;
        }

        int constraints = _at;
        SkipDefinition();
        bool generated = _tokens.Skip(constraints).Take(_at - constraints).Any(static t => t.Is("AS"));
        return new SchemaColumn(name, SqlTypes.OfDeclaration(string.Join(" ", type)), generated);
    }

    /// <summary>Goes to the comma or parenthesis that ends a definition.</summary>
    void SkipDefinition()
    {
        int depth = 0;
        for (; Current.Kind != SqlTokenKind.End && !Current.IsMark(";"); _at++)
        {
            if (depth == 0 && (Current.IsMark(",") || Current.IsMark(")")))
            {
                return;
            }

            depth += Current.IsMark("(") ? 1 : Current.IsMark(")") ? -1 : 0;
        }
    }

    string? Name(bool ifExists)
    {
        if (ifExists && Accept("IF"))
        {
            _ = Accept("NOT");
            _ = Accept("EXISTS");
        }

        string? name = Word();
        return AcceptMark(".") ? Word() : name;
    }

    string? Word() => Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName or SqlTokenKind.String ? _tokens[_at++].Text : null;

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

    bool IsTrigger(int start) => _tokens.Skip(start + 1).Take(2).Any(static t => t.Is("TRIGGER"));

    /// <summary>The semicolon that ends the statement; a trigger's body has its own before END.</summary>
    int StatementEnd(int start)
    {
        bool trigger = _tokens[start].Is("CREATE") && IsTrigger(start);
        for (int i = start; i < _tokens.Length; i++)
        {
            if (_tokens[i].Kind == SqlTokenKind.End || (_tokens[i].IsMark(";") && (!trigger || _tokens[i - 1].Is("END"))))
            {
                return i;
            }
        }

        return _tokens.Length - 1;
    }

    string FirstWords(int start, int end) => string.Join(" ", _tokens.Skip(start).Take(Math.Min(4, end - start)).Select(static t => t.Text));
}
