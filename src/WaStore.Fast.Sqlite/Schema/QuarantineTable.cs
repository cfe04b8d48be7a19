namespace WaStore.Fast.Sqlite.Schema;

/// <summary>
/// The table of rows that were set aside (design.md 4, "corrupt rows"). Made when the first row needs it, so that most files never have it.
/// </summary>
/// <remarks>
/// <para>A row stands there column by column. <c>value</c> has no declared type, and so no affinity: what was stored in the table, an integer in a BLOB column too,
/// is copied as it is.</para>
/// <para>The fingerprint is a hash of table, keys and content: the same bytes are not set aside twice, a row that is damaged twice is.</para>
/// </remarks>
static class QuarantineTable
{
    internal const string Name = "wsf_quarantine";

    internal const string Create =
        $"""
        CREATE TABLE IF NOT EXISTS {Name} (
          device_id INTEGER NOT NULL,
          fingerprint BLOB NOT NULL,
          position INTEGER NOT NULL,
          source TEXT NOT NULL,
          column_name TEXT NOT NULL,
          value,
          bytes INTEGER NOT NULL,
          set_aside_at INTEGER NOT NULL,
          PRIMARY KEY (device_id, fingerprint, position)
        )
        """;
}
