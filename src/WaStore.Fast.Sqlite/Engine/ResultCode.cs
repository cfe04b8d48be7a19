namespace WaStore.Fast.Sqlite.Engine;

/// <summary>The SQLite result codes and constants that the engine decides by (sqlite.org/rescode.html).</summary>
static class ResultCode
{
    internal const int Ok = 0;
    internal const int Error = 1;
    internal const int Busy = 5;
    internal const int Locked = 6;
    internal const int NoMemory = 7;
    internal const int ReadOnly = 8;
    internal const int Interrupt = 9;
    internal const int IoError = 10;
    internal const int Corrupt = 11;
    internal const int Full = 13;
    internal const int CannotOpen = 14;
    internal const int Protocol = 15;
    internal const int Schema = 17;
    internal const int TooBig = 18;
    internal const int Constraint = 19;
    internal const int NotADatabase = 26;
    internal const int Row = 100;
    internal const int Done = 101;

    /// <summary>Another connection of this process holds a table of the shared cache: weather, unlike a plain LOCKED.</summary>
    internal const int LockedSharedCache = Locked | (1 << 8);

    /// <summary>A snapshot that is older than another connection's commit: a bug of ours when it meets the writer, never weather.</summary>
    internal const int BusySnapshot = Busy | (2 << 8);

    /// <summary>The primary code of an extended one.</summary>
    internal static int Primary(int code) => code & 0xFF;

    /// <summary>Whether another connection is in the way, so that waiting may help. A plain LOCKED and a too old snapshot are a connection's own doing.</summary>
    internal static bool IsOthersLock(int code) =>
        code is not (BusySnapshot or Locked) && Primary(code) is Busy or Locked or Protocol;
}
