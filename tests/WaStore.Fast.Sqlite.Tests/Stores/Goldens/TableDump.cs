using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>The rows of a table as the other library sees them: type and value of each column.</summary>
static class TableDump
{
    // What the store's own clock sets; the value is another, the type is not.
    static readonly HashSet<string> s_clock =
    [
        "base_keys.created_at", "device_registry.updated_at", "group_metadata.updated_at", "msg_secrets.created_at", "pending_inbound_messages.inserted_at",
        "sender_key_devices.updated_at", "sent_messages.created_at", "tc_tokens.updated_at",
    ];

    internal static IEnumerable<string> Tables => RequiredSchema.Tables.Select(table => table.Name);

    /// <summary>One line a row, in the order of the content.</summary>
    internal static IReadOnlyList<string> Read(WitnessConnection file, string table)
    {
        var columns = RequiredSchema.Tables.Single(required => required.Name == table).Columns
            .Select(column => s_clock.Contains($"{table}.{column}") ? $"'{column} ' || typeof({column})" : $"'{column} ' || typeof({column}) || ' ' || quote({column})");
        return file.QueryTexts($"SELECT {string.Join(" || ', ' || ", columns)} AS line FROM {table} ORDER BY line");
    }
}
