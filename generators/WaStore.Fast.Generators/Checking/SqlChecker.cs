using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>
/// Checks a parsed statement: its tables and columns against the schema, counts of values, and parameters against the columns that they meet.
/// Without a schema every table is taken to have every column.
/// </summary>
sealed partial class SqlChecker
{
    readonly SqlSource _sql;
    readonly SchemaModel? _schema;
    readonly Placeholders? _placeholders;
    readonly Findings _findings;

    SqlChecker(SqlSource sql, SchemaModel? schema, Placeholders? placeholders, Findings findings)
    {
        _sql = sql;
        _schema = schema;
        _placeholders = placeholders;
        _findings = findings;
    }

    /// <summary>Checks a statement and gives its result columns; null where they are not known.</summary>
    internal static ImmutableArray<CheckedColumn>? Check(SqlStatement statement, SqlSource sql, SchemaModel? schema, Placeholders? placeholders, Findings findings) =>
        new SqlChecker(sql, schema, placeholders, findings).Statement(statement);

    ImmutableArray<CheckedColumn>? Statement(SqlStatement statement)
    {
        CommonTables? commonTables = Add(statement.With, commonTables: null, outer: null);
        return statement switch
        {
            SqlSelect select => Select(select, outer: null, commonTables),
            SqlInsert insert => Insert(insert, commonTables),
            SqlUpdate update => Update(update, commonTables),
            SqlDelete delete => Delete(delete, commonTables),
            _ => null,
        };
    }

    ImmutableArray<CheckedColumn>? Insert(SqlInsert insert, CommonTables? commonTables)
    {
        Relation table = Resolve(insert.Into, scope: null, commonTables);
        var scope = new Scope(outer: null, commonTables);
        scope.Relations.Add(table);
        ImmutableArray<RelationColumn?> columns = insert.Columns.IsEmpty ? AllColumns(insert.Into, table) : [.. insert.Columns.Select(c => Column(c, table))];
        if (insert.Rows is { } rows)
        {
            CheckRows(rows, columns, insert.Columns.IsEmpty && table.IsOpen, commonTables);
        }

        foreach (SqlUpsert upsert in insert.Upserts)
        {
            Visit(upsert.Target, scope);
            var updated = new Scope(outer: null, commonTables);
            updated.Relations.Add(table);
            updated.Relations.Add(table with { Name = "excluded" });
            Assign(upsert.Assignments, table, updated);
            Visit(upsert.Conditions, updated);
        }

        return Results(insert.Returning, scope);
    }

    ImmutableArray<CheckedColumn>? Update(SqlUpdate update, CommonTables? commonTables)
    {
        Relation table = Resolve(update.Target, scope: null, commonTables);
        var scope = new Scope(outer: null, commonTables);
        scope.Relations.Add(table);
        AddRelations(update.From, scope);
        Assign(update.Assignments, table, scope);
        Visit(update.Conditions, scope);
        return Results(update.Returning, scope);
    }

    ImmutableArray<CheckedColumn>? Delete(SqlDelete delete, CommonTables? commonTables)
    {
        var scope = new Scope(outer: null, commonTables);
        scope.Relations.Add(Resolve(delete.From, scope: null, commonTables));
        Visit(delete.Conditions, scope);
        return Results(delete.Returning, scope);
    }

    /// <summary>The rows of an INSERT: each as many values as there are columns, each value against its column.</summary>
    void CheckRows(SqlSelect rows, ImmutableArray<RelationColumn?> columns, bool anyCount, CommonTables? outerTables)
    {
        if (rows.Cores[0].Values.IsEmpty)
        {
            _ = Select(rows, outer: null, outerTables);
            CheckSelectedItems(rows.Cores, columns, anyCount);
            return;
        }

        var scope = new Scope(outer: null, Add(rows.With, outerTables, outer: null));
        foreach (SqlRow row in rows.Cores.SelectMany(static c => c.Values))
        {
            CheckCount(row.Items.Length, columns.Length, row.Span, anyCount);
            CheckItems(row.Items, columns, scope);
        }
    }

    /// <summary>What a SELECT gives an INSERT: its parameters meet the columns.</summary>
    void CheckSelectedItems(ImmutableArray<SqlSelectCore> cores, ImmutableArray<RelationColumn?> columns, bool anyCount)
    {
        foreach (SqlSelectCore core in cores)
        {
            SqlExpression[] items = [.. core.Columns.Select(static c => c.Value).OfType<SqlExpression>()];
            if (items.Length < core.Columns.Length || items.Length == 0)
            {
                continue;
            }

            CheckCount(items.Length, columns.Length, items[items.Length - 1].Span, anyCount);
            for (int i = 0; i < Math.Min(items.Length, columns.Length); i++)
            {
                if (items[i] is SqlParameter parameter)
                {
                    Meet(CheckedValue.Unknown with { Parameter = parameter }, columns[i]);
                }
            }
        }
    }

    void CheckCount(int values, int columns, SqlSpan span, bool anyCount)
    {
        if (!anyCount && values != columns)
        {
            _findings.Add(SqlRules.ValueCount, _sql.Locate(span, _findings), values, columns);
        }
    }

    void CheckItems(ImmutableArray<SqlExpression> items, ImmutableArray<RelationColumn?> columns, Scope scope)
    {
        for (int i = 0; i < items.Length; i++)
        {
            CheckedValue value = Visit(items[i], scope);
            Meet(value, i < columns.Length ? columns[i] : null);
        }
    }

    void Assign(ImmutableArray<SqlAssignment> assignments, Relation table, Scope scope)
    {
        foreach (SqlAssignment assignment in assignments)
        {
            ImmutableArray<RelationColumn?> columns = [.. assignment.Columns.Select(c => Column(c, table))];
            if (assignment.Value is SqlRow row)
            {
                CheckCount(row.Items.Length, columns.Length, row.Span, anyCount: false);
                CheckItems(row.Items, columns, scope);
            }
            else
            {
                CheckItems([assignment.Value], columns.Length == 1 ? columns : [], scope);
            }
        }
    }

    RelationColumn? Column(SqlToken name, Relation table)
    {
        RelationColumn? column = table.Find(name.Text);
        if (column is null && !table.IsOpen)
        {
            _findings.Add(SchemaRules.UnknownColumn, _sql.Locate(name.Span, _findings), name.Text, $"'{table.Name}'");
        }

        return column;
    }

    ImmutableArray<RelationColumn?> AllColumns(SqlFromItem into, Relation table)
    {
        SchemaTable? schema = into.Table is { } name ? _schema?.Find(name.Text) : null;
        return [.. table.Columns.Where(c => schema?.Find(c.Name) is not { IsGenerated: true })];
    }
}

/// <summary>What an expression is found to be.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Label">Its column's name; null where it is no column.</param>
/// <param name="Parameter">The placeholder, where it is one.</param>
sealed record CheckedValue(SqlType Type, string? Label, SqlParameter? Parameter)
{
    internal static readonly CheckedValue Unknown = new(SqlType.Unknown, Label: null, Parameter: null);

    internal static CheckedValue Of(SqlType type) => new(type, Label: null, Parameter: null);
}

/// <summary>A result column.</summary>
/// <param name="Name">Its name, if it has one.</param>
/// <param name="Type">Its type.</param>
/// <param name="Span">Where it stands.</param>
sealed record CheckedColumn(string? Name, SqlType Type, SqlSpan Span);
