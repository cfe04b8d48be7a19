namespace WaStore.Fast.Directories;

/// <summary>
/// Says whether a key was changed since a moment, so that what was read of the store meanwhile is not kept over the change (spec/caches.md 12.3 R8).
/// </summary>
/// <remarks>Thread-safe, of fixed size: keys share counters, and a shared one only makes a reader read again later.</remarks>
sealed class KeyVersions
{
    const int Counters = 1_024;

    readonly long[] _versions = new long[Counters];
    long _all;

    internal KeyVersion Of(string key) => new(Volatile.Read(ref _versions[IndexOf(key)]), Volatile.Read(ref _all));

    internal bool IsCurrent(string key, KeyVersion version) => Of(key) == version;

    internal void Touch(string key) => _ = Interlocked.Increment(ref _versions[IndexOf(key)]);

    internal void TouchAll() => _ = Interlocked.Increment(ref _all);

    static int IndexOf(string key) => (int)((uint)string.GetHashCode(key) % Counters);
}

/// <summary>A moment in the life of a key.</summary>
readonly record struct KeyVersion(long Key, long All);
