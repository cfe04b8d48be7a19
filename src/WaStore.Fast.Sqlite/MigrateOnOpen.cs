namespace WaStore.Fast.Sqlite;

/// <summary>What opening does with a file whose schema is older than the newest.</summary>
public enum MigrateOnOpen
{
    /// <summary>Migrates it, one transaction a migration.</summary>
    Yes,

    /// <summary>Copies it to <c>NAME.before-migration-SECONDS</c> beside it, readable by its owner alone, then migrates it.</summary>
    CopyFirst,

    /// <summary>Refuses to open it; the message names the migrations that are missing. A new, empty file is set up all the same.</summary>
    Refuse,
}
