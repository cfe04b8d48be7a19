namespace WaStore.Fast.Stores;

/// <summary>A certificate of the server's Noise chain.</summary>
/// <param name="Key">The certified public key, 32 bytes.</param>
/// <param name="NotBefore">From when it is valid, unix seconds.</param>
/// <param name="NotAfter">Until when it is valid, unix seconds.</param>
public sealed record NoiseCert(Key32 Key, long NotBefore, long NotAfter);

/// <summary>The server's certificates as last verified; kept so that the next handshake needs one round trip less.</summary>
/// <param name="Intermediate">The intermediate certificate.</param>
/// <param name="Leaf">The leaf certificate.</param>
public sealed record ServerCertChain(NoiseCert Intermediate, NoiseCert Leaf);
