using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

sealed partial class SqlChecker
{
    // SQLite's own tables (sqlite.org/schematab.html, fileformat2.html 2.6).
    static readonly SchemaTable s_master = OwnTable("sqlite_schema", ("type", SqlType.Text), ("name", SqlType.Text), ("tbl_name", SqlType.Text), ("rootpage", SqlType.Integer), ("sql", SqlType.Text));
    static readonly SchemaTable s_sequence = OwnTable("sqlite_sequence", ("name", SqlType.Text), ("seq", SqlType.Integer));

    ImmutableArray<CheckedColumn>? Select(SqlSelect select, Scope? outer, CommonTables? outerTables)
    {
        CommonTables? commonTables = Add(select.With, outerTables, outer);
        ImmutableArray<CheckedColumn>? first = null;
        for (int i = 0; i < select.Cores.Length; i++)
        {
            SqlSelectCore core = select.Cores[i];
            var scope = new Scope(outer, commonTables) { Aliases = core.Columns };
            ImmutableArray<CheckedColumn>? columns = Core(core, scope);
            first = i == 0 ? columns : first;
            if (i == select.Cores.Length - 1)
            {
                // The terms of a compound name result columns of any of its parts.
                Visit(select.Cores.Length == 1 ? select.OrderBy : [], scope);
                Visit(select.Limit, scope);
            }
        }

        return first;
    }

    ImmutableArray<CheckedColumn>? Core(SqlSelectCore core, Scope scope)
    {
        if (!core.Values.IsEmpty)
        {
            foreach (SqlRow row in core.Values.Skip(1))
            {
                CheckCount(row.Items.Length, core.Values[0].Items.Length, row.Span, anyCount: false);
                Visit(row.Items, scope);
            }

            return [.. core.Values[0].Items.Select(v => new CheckedColumn(Name: null, Visit(v, scope).Type, v.Span))];
        }

        AddRelations(core.From, scope);
        ImmutableArray<CheckedColumn>? results = Results(core.Columns, scope);
        Visit(core.Conditions, scope);
        Visit(core.GroupBy, scope);
        return results;
    }

    /// <summary>The result columns; null where a star stands for columns that are not known.</summary>
    ImmutableArray<CheckedColumn>? Results(ImmutableArray<SqlResultColumn> columns, Scope scope)
    {
        ImmutableArray<CheckedColumn>.Builder results = ImmutableArray.CreateBuilder<CheckedColumn>();
        bool known = true;
        foreach (SqlResultColumn column in columns)
        {
            if (column.Value is { } value)
            {
                results.Add(new CheckedColumn(column.Name, Visit(value, scope).Type, value.Span));
                continue;
            }

            Relation? starred = column.Star is { } table ? FindRelation(table, scope) : null;
            foreach (Relation relation in column.Star is null ? scope.Relations : starred is null ? [] : [starred])
            {
                known &= !relation.IsOpen;
                results.AddRange(relation.Columns.Select(static c => new CheckedColumn(c.Name, c.Type, default)));
            }

            known &= column.Star is null || starred is not null;
        }

        return known ? results.ToImmutable() : null;
    }

    CommonTables? Add(ImmutableArray<SqlCommonTable> with, CommonTables? commonTables, Scope? outer)
    {
        foreach (SqlCommonTable table in with)
        {
            // A recursive table sees itself; its columns are known only afterwards.
            var itself = new CommonTables(commonTables, table.Name.Text, Relation.Open(table.Name.Text));
            ImmutableArray<CheckedColumn>? columns = Select(table.Select, outer, itself);
            commonTables = new CommonTables(commonTables, table.Name.Text, Derived(table.Name.Text, columns, table.Columns));
        }

        return commonTables;
    }

    static Relation Derived(string? name, ImmutableArray<CheckedColumn>? columns, ImmutableArray<SqlToken> names)
    {
        if (columns is not { } known || known.Any(static c => c.Name is null) && names.IsEmpty)
        {
            return Relation.Open(name) with { Columns = [.. names.Select(static n => new RelationColumn(n.Text, SqlType.Unknown, n.Text))], IsOpen = names.IsEmpty };
        }

        return new Relation(
            name,
            [.. known.Select((c, i) => new RelationColumn(i < names.Length ? names[i].Text : c.Name ?? "", c.Type, i < names.Length ? names[i].Text : c.Name ?? ""))],
            IsOpen: false,
            // Older versions of SQLite let a subquery have one.
            HasRowId: true);
    }

    void AddRelations(ImmutableArray<SqlFromItem> items, Scope scope)
    {
        foreach (SqlFromItem item in items)
        {
            Relation relation = item.Select is { } select
                ? Derived(item.Alias?.Text, Select(select, scope.Outer, scope.CommonTables), [])
                : Resolve(item, scope, scope.CommonTables);
            scope.Relations.Add(relation);
            foreach (SqlToken column in item.Using)
            {
                _ = Column(column, relation);
            }
        }

        // A condition may name tables that come later.
        foreach (SqlFromItem item in items)
        {
            Visit(item.On, scope);
        }
    }

    /// <summary>The relation of a table's name.</summary>
    Relation Resolve(SqlFromItem item, Scope? scope, CommonTables? commonTables)
    {
        SqlToken table = item.Table!.Value;
        string name = (item.Alias ?? table).Text;
        if (!item.Arguments.IsDefault)
        {
            Visit(item.Arguments, scope ?? new Scope(outer: null, commonTables));
            return Relation.Open(name);
        }

        if (item.Schema is null && CommonTables.Find(commonTables, table.Text) is { } common)
        {
            return common with { Name = name };
        }

        if (_schema is null || (item.Schema is { } database && !database.Is("main")) || IsTableFunction(table.Text))
        {
            return Relation.Open(name);
        }

        if ((_schema.Find(table.Text) ?? OwnTable(table.Text)) is { } known)
        {
            return Relation.Of(known, name);
        }

        _findings.Add(SchemaRules.UnknownTable, _sql.Locate(table.Span, _findings), table.Text);
        return Relation.Open(name);
    }

    static SchemaTable? OwnTable(string name) => name.ToUpperInvariant() switch
    {
        "SQLITE_MASTER" or "SQLITE_SCHEMA" or "SQLITE_TEMP_MASTER" or "SQLITE_TEMP_SCHEMA" => s_master,
        "SQLITE_SEQUENCE" => s_sequence,
        "SQLITE_STAT1" or "SQLITE_STAT4" or "DBSTAT" => new SchemaTable(name, Model.EquatableArray<SchemaColumn>.Empty, IsOpen: true, HasRowId: true),
        _ => null,
    };

    static bool IsTableFunction(string name) =>
        name.StartsWith("pragma_", StringComparison.OrdinalIgnoreCase) || SchemaTable.Same(name, "json_each") || SchemaTable.Same(name, "json_tree");

    static SchemaTable OwnTable(string name, params (string Name, SqlType Type)[] columns) => new(
        name, Model.EquatableArray.ToEquatable(columns.Select(static c => new SchemaColumn(c.Name, c.Type, IsGenerated: false))), IsOpen: false, HasRowId: true);
}
