using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Schema;

/// <summary>The tables that the schema files leave behind, in the order in which they were made.</summary>
sealed record SchemaModel(EquatableArray<SchemaTable> Tables)
{
    /// <summary>The table of a name, in any case.</summary>
    internal SchemaTable? Find(string name) => Tables.FirstOrDefault(t => SchemaTable.Same(t.Name, name));

    /// <summary>The same tables, one of them without a column.</summary>
    internal SchemaModel Without(string table, string column) => new(Tables
        .Select(t => SchemaTable.Same(t.Name, table) ? t with { Columns = t.Columns.Where(c => !SchemaTable.Same(c.Name, column)).ToEquatable() } : t)
        .ToEquatable());
}

/// <summary>One table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsOpen">Whether it may have others: a view, a virtual table, a table made of a SELECT.</param>
/// <param name="HasRowId">Whether it has <c>rowid</c>.</param>
sealed record SchemaTable(string Name, EquatableArray<SchemaColumn> Columns, bool IsOpen, bool HasRowId)
{
    /// <summary>The column of a name, in any case.</summary>
    internal SchemaColumn? Find(string name) => Columns.FirstOrDefault(c => Same(c.Name, name));

    /// <summary>SQLite compares names without the case of ASCII letters.</summary>
    internal static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsGenerated">Whether SQLite computes it, and nobody inserts it.</param>
sealed record SchemaColumn(string Name, SqlType Type, bool IsGenerated);
