namespace WaStore.Fast.Stores;

/// <summary>Finds a user's addresses in a backend that can only be asked for one at a time (<see cref="ISignalReads.GetSignalAddressesAsync"/>).</summary>
static class SignalAddressProbe
{
    /// <summary>So many device ids are looked for, from 0 on, as the reference does (spec/caches.md 1.14).</summary>
    internal const int Devices = 100;

    static readonly string[] s_servers = ["c.us", "lid", "hosted", "hosted.lid"];

    internal static async ValueTask<IReadOnlyList<string>> FindAsync(ISignalReads store, string user, CancellationToken cancellationToken)
    {
        KeyText.Require(user);
        string[] candidates = [.. Candidates(user)];
        var sessions = await store.GetSessionsAsync(candidates, cancellationToken).ConfigureAwait(false);
        var identities = await store.LoadIdentitiesAsync(candidates, cancellationToken).ConfigureAwait(false);
        return [.. candidates.Where(address => sessions.ContainsKey(address) || identities.ContainsKey(address))];
    }

    static IEnumerable<string> Candidates(string user)
    {
        foreach (var server in s_servers)
        {
            yield return $"{user}@{server}.0";
            for (var device = 1; device < Devices; device++)
            {
                yield return $"{user}:{device}@{server}.0";
            }
        }
    }
}
