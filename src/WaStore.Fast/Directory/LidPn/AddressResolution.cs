using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Under which address a peer's sessions are kept, and under which a message is sent to it (spec/caches.md 6.8).</summary>
public static class AddressResolution
{
    /// <summary>The address to encrypt for: a phone number becomes its LID if it has one, the device stays; hosted becomes hosted.lid; everything else stays.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public static async ValueTask<Jid> ResolveEncryptionJidAsync(this LidPnCache cache, Jid jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        var server = jid.Server switch
        {
            JidServers.PhoneNumber or "c.us" => JidServers.Lid,
            JidServers.Hosted => JidServers.HostedLid,
            _ => null,
        };
        return server is not null && await cache.GetLidAsync(jid.User, cancellationToken).ConfigureAwait(false) is { } lid
            ? jid with { User = lid, Server = server }
            : jid;
    }

    /// <summary>The address to send a direct message to: the LID only once the account is migrated.</summary>
    /// <param name="cache">The mappings.</param>
    /// <param name="jid">Whom the message is for.</param>
    /// <param name="isLidMigrated">Whether the device or the server's properties say so.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public static ValueTask<Jid> ResolveDmWireJidAsync(this LidPnCache cache, Jid jid, bool isLidMigrated, CancellationToken cancellationToken = default) =>
        isLidMigrated ? cache.ResolveEncryptionJidAsync(jid, cancellationToken) : new(jid);
}
