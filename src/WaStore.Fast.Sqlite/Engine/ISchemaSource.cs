namespace WaStore.Fast.Sqlite.Engine;

/// <summary>What the engine must be told about the tables in the file, of which it knows nothing itself.</summary>
interface ISchemaSource
{
    /// <summary>Looks at the file before the writer is opened, which may change its journal mode and so its bytes: the place to refuse a file untouched.</summary>
    void Examine()
    {
    }

    /// <summary>
    /// Brings the file's schema to where the statements need it, or refuses the file. Runs at open on the writer, outside a transaction and before anybody reads;
    /// run again when another connection's lock interrupts it.
    /// </summary>
    /// <param name="writer">The writer, with a busy timeout of 0.</param>
    /// <param name="location">The file.</param>
    void Prepare(NativeConnection writer, DatabaseLocation location);

    /// <summary>Reads what tables and columns there are, and refuses the file when one that the statements need is missing.</summary>
    /// <param name="connection">A connection, inside or outside a transaction.</param>
    ISchemaShape Read(NativeConnection connection);
}
