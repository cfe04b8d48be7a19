namespace WaStore.Fast.Stores;

/// <summary>A WhatsApp Web version.</summary>
/// <param name="Primary">The first number; 2 today.</param>
/// <param name="Secondary">The second; 3000 today.</param>
/// <param name="Tertiary">The build.</param>
public readonly record struct AppVersion(uint Primary, uint Secondary, uint Tertiary)
{
    /// <summary>What a fresh device starts with until the client fetches the current one: 2.3000.1035617621, the reference's at 0.5 (spec/caches.md 3.3).</summary>
    public static AppVersion BuiltIn { get; } = new(2, 3000, 1035617621);
}

/// <summary>The server's announcement that a client build stops being accepted.</summary>
/// <param name="ExpiresAt">When, unix seconds.</param>
/// <param name="Version">The build that it was announced for.</param>
public sealed record ClientExpiration(long ExpiresAt, AppVersion Version);
