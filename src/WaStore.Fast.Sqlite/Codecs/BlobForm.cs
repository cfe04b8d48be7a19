namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>How a blob that the store encodes itself was found to be written (spec/storage.md 3.3).</summary>
enum BlobForm
{
    /// <summary>Neither form: the row reads as absent, and its reader counts it.</summary>
    Undecodable,

    /// <summary>Protobuf, what every writer since 2026-06-28 makes.</summary>
    Protobuf,

    /// <summary>Bincode, of an older writer; read without loss, and written anew as protobuf when the file is migrated.</summary>
    Bincode,
}
