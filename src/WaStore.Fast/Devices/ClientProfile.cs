namespace WaStore.Fast.Devices;

/// <summary>The client that a login says it is (the user agent of the handshake's payload). Not stored: set it at every start before connecting.</summary>
/// <param name="UserAgentPlatform">The protobuf number of the platform.</param>
/// <param name="Device">The kind of machine.</param>
/// <param name="OsVersion">The system's version.</param>
/// <param name="Manufacturer">Who made it; empty for a browser.</param>
/// <param name="IncludeWebInfo">Whether the payload says that it is a browser.</param>
public sealed record ClientProfile(int UserAgentPlatform, string Device, string OsVersion, string Manufacturer, bool IncludeWebInfo)
{
    const int WebPlatform = 14;

    /// <summary>A browser, the default (spec/caches.md 3.3).</summary>
    public static ClientProfile Web { get; } = new(WebPlatform, "Desktop", "0.1.0", "", IncludeWebInfo: true);
}
