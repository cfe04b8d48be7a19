namespace WaStore.Fast.Sqlite.Engine;

/// <summary>What tables and columns the open file really has: statement variants are chosen by it.</summary>
public interface ISchemaShape
{
    /// <summary>Whether the file has the table.</summary>
    /// <param name="table">Its name; ASCII case does not matter.</param>
    bool HasTable(string table);

    /// <summary>Whether the file has the table and the table has the column.</summary>
    /// <param name="table">The table's name; ASCII case does not matter.</param>
    /// <param name="column">The column's name; ASCII case does not matter.</param>
    bool HasColumn(string table, string column);
}
