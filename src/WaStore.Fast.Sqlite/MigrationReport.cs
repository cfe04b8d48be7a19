namespace WaStore.Fast.Sqlite;

/// <summary>What opening a file changed in it. No key and no content is in it.</summary>
public sealed record MigrationReport
{
    /// <summary>The migrations that this open applied, as version and name, in their order. Another process may have applied others at the same time.</summary>
    public IReadOnlyList<string> Applied { get; init; } = [];

    /// <summary>The bincode blobs that this open wrote anew as protobuf, by account and kind; an account or a kind without one is not listed.</summary>
    public IReadOnlyList<ReencodedBlobs> Reencoded { get; init; } = [];

    /// <summary>The copy of the file as it was before, readable by its owner alone; null when none was kept (<see cref="MigrateOnOpen.CopyFirst"/>).</summary>
    public string? CopyPath { get; init; }

    /// <summary>Our own indexes (<c>wsf_</c>) that this open added, for work that the reference's indexes do not serve.</summary>
    public IReadOnlyList<string> AddedIndexes { get; init; } = [];

    /// <summary>Our own indexes that it dropped, because a newer reference has meanwhile added the same under a name of its own.</summary>
    public IReadOnlyList<string> DroppedIndexes { get; init; } = [];

    /// <summary>Whether the file was up to date: no migration was missing and no blob was bincode. Our own indexes do not count.</summary>
    public bool WasUpToDate => Applied.Count == 0 && Reencoded.Count == 0;
}

/// <summary>How many blobs of one kind were re-encoded for one account.</summary>
/// <param name="DeviceId">The account.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record ReencodedBlobs(int DeviceId, LegacyBlobKind Kind, int Count);

/// <summary>The blobs that the reference wrote as bincode before 2026-06-28 (spec/storage.md 3.3).</summary>
public enum LegacyBlobKind
{
    /// <summary>App-state sync keys of 32 bytes (<c>app_state_keys.key_data</c>). One of another length stays as it is; reading knows both forms.</summary>
    SyncKey,

    /// <summary>Versions of app-state collections (<c>app_state_versions.state_data</c>).</summary>
    CollectionVersion,

    /// <summary>Certificate chains of the server (<c>device.server_cert_chain</c>).</summary>
    ServerCertChain,
}
