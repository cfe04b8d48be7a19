using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <content>What the server said, and what it is told.</content>
public abstract partial record DeviceCommand
{
    /// <summary>Sets the WhatsApp Web version that was fetched, and stamps when.</summary>
    /// <param name="Version">The version.</param>
    public sealed record SetAppVersion(AppVersion Version) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with
        {
            Row = device.Row with { AppVersion = Version, AppVersionLastFetchedMs = clock.GetUtcNow().ToUnixTimeMilliseconds() },
        };
    }

    /// <summary>Sets the hash of the AB properties last received.</summary>
    /// <param name="Hash">The server's text; null asks for all of them next time.</param>
    public sealed record SetPropsHash(string? Hash) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { PropsHash = Hash } };
    }

    /// <summary>Keeps the server's certificates of a handshake that verified them.</summary>
    /// <param name="Chain">The chain.</param>
    public sealed record SetServerCertChain(ServerCertChain Chain) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { ServerCertChain = Chain } };
    }

    /// <summary>Forgets the server's certificates, so that the next handshake verifies new ones.</summary>
    public sealed record ClearServerCertChain : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { ServerCertChain = null } };
    }

    /// <summary>Counts a login; stays at the greatest number.</summary>
    public sealed record IncrementLoginCounter : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device.Row.LoginCounter == int.MaxValue
            ? device
            : device with { Row = device.Row with { LoginCounter = device.Row.LoginCounter + 1 } };
    }

    /// <summary>Records or withdraws the deadline of a build, as <see cref="ClientExpirationRule"/> decided.</summary>
    /// <param name="Expiration">The deadline; null withdraws.</param>
    public sealed record SetServerClientExpiration(ClientExpiration? Expiration) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { ServerClientExpiration = Expiration } };
    }
}
