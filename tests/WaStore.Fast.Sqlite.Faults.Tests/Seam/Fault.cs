namespace WaStore.Fast.Sqlite.Faults;

/// <summary>
/// Chooses the one call that fails: the Nth of those that can fail since <see cref="Arm"/>, on whatever thread. Process-wide, so this assembly's tests run one after
/// another (see <c>CollectionBehavior</c>).
/// </summary>
static class Fault
{
    static int s_left;
    static int s_calls;
    static bool s_rollsBack;
    static string? s_struck;
    static bool s_last;

    /// <summary>The result code of the failure.</summary>
    internal static int Code { get; private set; }

    /// <summary>Reading a column can fail in one way only.</summary>
    internal static bool CodeIsNoMemory => Code == 7;

    /// <summary>The function that failed, or null: not so many calls were made.</summary>
    internal static string? Struck => s_struck;

    /// <summary>How many calls that can fail were made since <see cref="Arm"/>.</summary>
    internal static int Calls => s_calls;

    /// <summary>Whether nothing was called since the failure, so that it is the connection's last error.</summary>
    internal static bool IsLastCall => s_last;

    /// <summary>Has the call number <paramref name="nth"/> fail.</summary>
    /// <param name="nth">From 1; 0 only counts.</param>
    /// <param name="code">With which result code.</param>
    /// <param name="rollsBack">Whether a failing step drops the open transaction, as SQLite itself does after a full disk, an I/O error or without memory.</param>
    internal static void Arm(int nth, int code, bool rollsBack = false)
    {
        s_left = nth;
        s_calls = 0;
        Code = code;
        s_rollsBack = rollsBack;
        s_struck = null;
        s_last = false;
    }

    internal static void Disarm()
    {
        s_left = 0;
        s_last = false;
    }

    internal static bool Strikes(string function, nint connection = 0)
    {
        s_last = false;
        _ = Interlocked.Increment(ref s_calls);
        if (s_left == 0 || Interlocked.Decrement(ref s_left) != 0)
        {
            return false;
        }

        s_struck = function;
        s_last = true;
        if (s_rollsBack && connection != 0)
        {
            Census.RollBack(connection);
        }

        return true;
    }
}
