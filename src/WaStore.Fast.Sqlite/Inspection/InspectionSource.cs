namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>What an inspection read.</summary>
public enum InspectionSource
{
    /// <summary>The file itself, without locks: nobody was working on it.</summary>
    TheFile,

    /// <summary>A private copy of the file with its log, since removed.</summary>
    Copy,

    /// <summary>A private copy that was brought to the newest schema, since removed.</summary>
    MigratedCopy,
}
