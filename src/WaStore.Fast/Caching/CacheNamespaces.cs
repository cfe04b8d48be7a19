namespace WaStore.Fast.Caching;

/// <summary>The namespaces that an account's caches use in an <see cref="ICacheStore"/> (spec/caches.md 4.3).</summary>
public static class CacheNamespaces
{
    /// <summary>Group metadata by group JID.</summary>
    public const string Group = "group";

    /// <summary>Device lists by canonical user.</summary>
    public const string DeviceRegistry = "device_registry";

    /// <summary>LID-PN mappings by LID user.</summary>
    public const string LidPnByLid = "lid_pn_by_lid";

    /// <summary>LID-PN mappings by phone number.</summary>
    public const string LidPnByPn = "lid_pn_by_pn";
}
