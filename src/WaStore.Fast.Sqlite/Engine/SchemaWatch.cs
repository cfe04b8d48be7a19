namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Notices that another process changed the schema under us, and has statement variants chosen again. The writer looks inside each write transaction whether
/// somebody else has committed since its last one (a number in memory), and only then reads the schema cookie: under the write lock the answer is final. A reader
/// looks when a query failed, since a statement that still prepares still means the same; then the read is run again.
/// </summary>
sealed class SchemaWatch(ISchemaSource source)
{
    readonly Lock _lock = new();
    ISchemaShape? _shape;
    long _cookie;
    volatile int _generation;

    /// <summary>Reads the schema for the first time.</summary>
    internal void Start(NativeConnection writer)
    {
        Take(writer);
        writer.DataVersion = writer.ReadDataVersion();
    }

    /// <summary>Gives a connection the newest shape that anybody has seen; one comparison when it has it.</summary>
    internal void Attach(NativeConnection connection)
    {
        if (connection.SchemaGeneration != _generation)
        {
            lock (_lock)
            {
                connection.UseSchema(_shape!);
                connection.SchemaGeneration = _generation;
            }
        }
    }

    /// <summary>Inside a write transaction, before its first statement.</summary>
    /// <returns>Whether somebody else has committed since this was last asked, or since the writer's own last commit.</returns>
    internal bool Began(NativeConnection writer)
    {
        uint version = writer.DataVersionAtBegin;
        bool changed = version != writer.DataVersion;
        if (changed)
        {
            _ = LookAgain(writer);
            writer.DataVersion = version;
        }

        Attach(writer);
        return changed;
    }

    /// <summary>Compares the schema cookie and takes the new shape when it differs.</summary>
    /// <returns>Whether the connection's statements were chosen anew.</returns>
    internal bool LookAgain(NativeConnection connection)
    {
        lock (_lock)
        {
            if (connection.ReadSchemaVersion() == _cookie)
            {
                int before = connection.SchemaGeneration;
                Attach(connection);
                return before != connection.SchemaGeneration;
            }

            Take(connection);
            return true;
        }
    }

    void Take(NativeConnection connection)
    {
        lock (_lock)
        {
            // The cookie first: a change between the two is then seen at the next look.
            _cookie = connection.ReadSchemaVersion();
            _shape = source.Read(connection);
            _generation++;
            connection.UseSchema(_shape);
            connection.SchemaGeneration = _generation;
        }
    }
}
