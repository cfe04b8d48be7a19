namespace WaStore.Fast.Directories;

/// <summary>The texts and the classes of <see cref="LearningSource"/> (spec/caches.md 6.4, 6.5).</summary>
public static class LearningSources
{
    /// <summary>The text that is stored.</summary>
    public static string ToText(this LearningSource source) => source switch
    {
        LearningSource.Usync => "usync",
        LearningSource.PeerPnMessage => "peer_pn_message",
        LearningSource.PeerLidMessage => "peer_lid_message",
        LearningSource.RecipientLatestLid => "recipient_latest_lid",
        LearningSource.MigrationSyncLatest => "migration_sync_latest",
        LearningSource.MigrationSyncOld => "migration_sync_old",
        LearningSource.BlocklistActive => "blocklist_active",
        LearningSource.BlocklistInactive => "blocklist_inactive",
        LearningSource.Pairing => "pairing",
        LearningSource.DeviceNotification => "device_notification",
        _ => "other",
    };

    /// <summary>The source with this text; <see cref="LearningSource.Other"/> for one that is not known.</summary>
    public static LearningSource Parse(string? text)
    {
        foreach (var source in Enum.GetValues<LearningSource>())
        {
            if (source.ToText() == text)
            {
                return source;
            }
        }

        return LearningSource.Other;
    }

    /// <summary>Whether what it says is outdated: stored with created_at 0, so that anything newer wins.</summary>
    public static bool IsStale(this LearningSource source) => source is LearningSource.MigrationSyncOld or LearningSource.BlocklistInactive;

    internal static LearningClass ClassOf(this LearningSource source) => source switch
    {
        LearningSource.Usync => LearningClass.Usync,
        LearningSource.Other or LearningSource.Pairing or LearningSource.DeviceNotification => LearningClass.Observational,
        _ => LearningClass.Directed,
    };
}

/// <summary>How much a source is believed (spec/caches.md 6.5).</summary>
enum LearningClass
{
    Usync,
    Directed,
    Observational,
}
