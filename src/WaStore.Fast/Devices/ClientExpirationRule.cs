using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>What a stanza about the end of this client build means for the deadline that is held (spec/caches.md 3.3).</summary>
public static class ClientExpirationRule
{
    /// <summary>The shortest notice that a build gets, however abrupt the server is: three days.</summary>
    public static TimeSpan MinimumNotice { get; } = TimeSpan.FromDays(3);

    /// <summary>Decides what becomes of the deadline that is held.</summary>
    /// <remarks>
    /// <para>A deadline of another build says nothing about this one. A later deadline never extends the one that is held, as it may be stale; a sooner one replaces it. One that
    /// comes within the minimum notice is put off until its end; while a server repeats such a one, the notice rolls on. No deadline at all withdraws, also one of another
    /// build.</para>
    /// <para>Run it inside the change that applies it, so that it sees the newest device.</para>
    /// </remarks>
    /// <param name="held">What is held.</param>
    /// <param name="deadline">The stanza's deadline in unix seconds; null when it has none. One below 0 is unusable and changes nothing.</param>
    /// <param name="build">The build that runs.</param>
    /// <param name="now">The wall clock.</param>
    /// <returns>What is held from now on: <paramref name="held"/> itself when nothing changes.</returns>
    public static ClientExpiration? Decide(ClientExpiration? held, long? deadline, AppVersion build, DateTimeOffset now)
    {
        if (deadline is not { } seconds)
        {
            return null;
        }

        if (seconds < 0 || (HeldFor(held, build) is { } ours && seconds >= ours.ExpiresAt))
        {
            return held;
        }

        return new ClientExpiration(Math.Max(seconds, now.ToUnixTimeSeconds() + (long)MinimumNotice.TotalSeconds), build);
    }

    /// <summary>The deadline, if it is one of <paramref name="build"/>.</summary>
    public static ClientExpiration? HeldFor(ClientExpiration? held, AppVersion build) => held?.Version == build ? held : null;
}
