using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Schema;

/// <summary>What one statement of a schema file does to the tables.</summary>
abstract record SchemaChange;

/// <summary>CREATE TABLE or VIEW.</summary>
sealed record CreateTable(SchemaTable Table) : SchemaChange;

/// <summary>DROP TABLE or VIEW.</summary>
sealed record DropTable(string Name) : SchemaChange;

/// <summary>ALTER TABLE ... RENAME TO.</summary>
sealed record RenameTable(string Name, string NewName) : SchemaChange;

/// <summary>ALTER TABLE ... ADD COLUMN.</summary>
sealed record AddColumn(string Table, SchemaColumn Column) : SchemaChange;

/// <summary>ALTER TABLE ... DROP COLUMN.</summary>
sealed record DropColumn(string Table, string Column) : SchemaChange;

/// <summary>ALTER TABLE ... RENAME COLUMN.</summary>
sealed record RenameColumn(string Table, string Column, string NewName) : SchemaChange;

/// <summary>A schema file, read: what it changes, and which of its statements were not understood.</summary>
sealed record SchemaScript(EquatableArray<SchemaChange> Changes, EquatableArray<SchemaProblem> Problems)
{
    /// <summary>The tables after all scripts, in their order.</summary>
    internal static SchemaModel Run(IEnumerable<SchemaScript> scripts)
    {
        var tables = new List<SchemaTable>();
        foreach (SchemaChange change in scripts.SelectMany(static s => s.Changes))
        {
            Apply(tables, change);
        }

        return new SchemaModel(tables.ToEquatable());
    }

    static void Apply(List<SchemaTable> tables, SchemaChange change)
    {
        switch (change)
        {
            case CreateTable create when tables.All(t => !SchemaTable.Same(t.Name, create.Table.Name)):
                tables.Add(create.Table);
                break;
            case DropTable drop:
                _ = tables.RemoveAll(t => SchemaTable.Same(t.Name, drop.Name));
                break;
            case RenameTable rename:
                Replace(tables, rename.Name, t => t with { Name = rename.NewName });
                break;
            case AddColumn add:
                Replace(tables, add.Table, t => t with { Columns = t.Columns.Append(add.Column).ToEquatable() });
                break;
            case DropColumn drop:
                Replace(tables, drop.Table, t => t with { Columns = t.Columns.Where(c => !SchemaTable.Same(c.Name, drop.Column)).ToEquatable() });
                break;
            case RenameColumn rename:
                Replace(tables, rename.Table, t => t with { Columns = t.Columns.Select(c => SchemaTable.Same(c.Name, rename.Column) ? c with { Name = rename.NewName } : c).ToEquatable() });
                break;
        }
    }

    static void Replace(List<SchemaTable> tables, string name, Func<SchemaTable, SchemaTable> change)
    {
        int index = tables.FindIndex(t => SchemaTable.Same(t.Name, name));
        if (index >= 0)
        {
            tables[index] = change(tables[index]);
        }
    }
}

/// <summary>A statement of a schema file that was not understood.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">Its first words.</param>
sealed record SchemaProblem(int Start, int Length, string Text);
