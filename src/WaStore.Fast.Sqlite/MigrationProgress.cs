namespace WaStore.Fast.Sqlite;

/// <summary>What a migration is doing right now.</summary>
/// <param name="Step">The kind of work.</param>
/// <param name="Detail">The copy's path, or the migration's version and name; null while blobs are re-encoded.</param>
/// <param name="Number">Which migration of <paramref name="Count"/> it is, from 1; how many pages of the copy are made; 1 while blobs are re-encoded.</param>
/// <param name="Count">How many migrations are missing, or pages to copy; 1 while blobs are re-encoded.</param>
public readonly record struct MigrationProgress(MigrationStep Step, string? Detail, int Number, int Count);

/// <summary>The kinds of work of a migration, in their order.</summary>
public enum MigrationStep
{
    /// <summary>The file is copied.</summary>
    Copying,

    /// <summary>A migration is applied.</summary>
    Migrating,

    /// <summary>Bincode blobs are written anew as protobuf.</summary>
    Reencoding,
}
