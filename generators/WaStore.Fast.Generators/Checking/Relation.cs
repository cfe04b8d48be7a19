using System.Collections.Immutable;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>Something with columns: a table, a subquery, a table of WITH.</summary>
/// <param name="Name">What it is called in the statement; null for a subquery without an alias.</param>
/// <param name="Columns">The known columns.</param>
/// <param name="IsOpen">Whether it may have others, so that an unknown name is no fault.</param>
/// <param name="HasRowId">Whether it has <c>rowid</c>.</param>
sealed record Relation(string? Name, ImmutableArray<RelationColumn> Columns, bool IsOpen, bool HasRowId)
{
    static readonly string[] s_rowIds = ["rowid", "oid", "_rowid_"];

    internal static Relation Open(string? name) => new(name, [], IsOpen: true, HasRowId: true);

    internal static Relation Of(SchemaTable table, string name) => new(
        name,
        [.. table.Columns.Select(c => new RelationColumn(c.Name, c.Type, $"{table.Name}.{c.Name}"))],
        table.IsOpen,
        table.HasRowId);

    /// <summary>The column of a name, also <c>rowid</c>.</summary>
    internal RelationColumn? Find(string name)
    {
        foreach (RelationColumn column in Columns)
        {
            if (SchemaTable.Same(column.Name, name))
            {
                return column;
            }
        }

        return HasRowId && s_rowIds.Contains(name, StringComparer.OrdinalIgnoreCase) ? new RelationColumn(name, SqlType.Integer, name) : null;
    }
}

/// <summary>A column of a relation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">What messages call it.</param>
sealed record RelationColumn(string Name, SqlType Type, string Label);
