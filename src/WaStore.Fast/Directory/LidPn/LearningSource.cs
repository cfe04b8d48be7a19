namespace WaStore.Fast.Directories;

/// <summary>How a LID-PN mapping was learnt (spec/caches.md 6.4).</summary>
public enum LearningSource : byte
{
    /// <summary>None of the others, or one that is not known here.</summary>
    Other,

    /// <summary>A user sync.</summary>
    Usync,

    /// <summary>A message of a peer addressed by phone number.</summary>
    PeerPnMessage,

    /// <summary>A message of a peer addressed by LID.</summary>
    PeerLidMessage,

    /// <summary>The newest LID of a recipient.</summary>
    RecipientLatestLid,

    /// <summary>The LID migration's sync, the newest mapping.</summary>
    MigrationSyncLatest,

    /// <summary>The LID migration's sync, an outdated mapping.</summary>
    MigrationSyncOld,

    /// <summary>The block list, a valid mapping.</summary>
    BlocklistActive,

    /// <summary>The block list, an outdated mapping.</summary>
    BlocklistInactive,

    /// <summary>The pairing.</summary>
    Pairing,

    /// <summary>A device notification.</summary>
    DeviceNotification,
}
