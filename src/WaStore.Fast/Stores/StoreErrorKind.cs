namespace WaStore.Fast.Stores;

/// <summary>What went wrong in a store; the reference's error variants (spec/storage.md 4.11).</summary>
public enum StoreErrorKind
{
    /// <summary>A file beside the database could not be read or written, for instance a snapshot's extra content.</summary>
    Io,

    /// <summary>JSON, protobuf or a key did not parse and the row is of a kind that must not be treated as absent.</summary>
    Serialization,

    /// <summary>A value breaks a rule: a wrong length, or an operation that this backend does not support.</summary>
    Validation,

    /// <summary>A connection could not be opened or leased.</summary>
    Connection,

    /// <summary>The database refused or failed a statement.</summary>
    Database,

    /// <summary>The database stayed busy or locked until the retries were used up.</summary>
    RetriesExhausted,

    /// <summary>A schema migration failed; those before it stay applied.</summary>
    Migration,

    /// <summary>The options or a name make no sense for this store.</summary>
    InvalidConfig,

    /// <summary>There is no device (account) with the given id.</summary>
    DeviceNotFound,
}
