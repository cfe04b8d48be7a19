namespace WaStore.Fast.Sqlite;

/// <summary>
/// What opening does with a file whose schema is older than the newest, or that holds blobs in the reference's old encoding (bincode, spec/storage.md 3.3).
/// <see cref="SqliteDatabase.MigrationReport"/> says what it did.
/// </summary>
public enum MigrateOnOpen
{
    /// <summary>Brings it up to date: one transaction a migration, then one for all old blobs.</summary>
    Yes,

    /// <summary>
    /// Copies it to <c>NAME.before-migration-SECONDS</c> beside it, complete with its log and readable by its owner alone, then brings it up to date. Other processes' writes
    /// wait while the copy is made. No copy of a file that is up to date, that is new, or that is in memory.
    /// </summary>
    CopyFirst,

    /// <summary>
    /// Refuses to open an older schema and leaves the file as it is; the message names the migrations that are missing. A file of the newest schema is opened, its old
    /// blobs are read as they are, and none of our own indexes is added. A new, empty file is set up all the same.
    /// </summary>
    Refuse,
}
