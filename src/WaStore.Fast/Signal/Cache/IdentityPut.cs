using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>What putting an identity key changed.</summary>
public enum IdentityPut
{
    /// <summary>There was none.</summary>
    New,

    /// <summary>It was there already, pending or stored; nothing was written.</summary>
    Same,

    /// <summary>Another key was there: the peer has a new identity.</summary>
    Changed,
}

/// <summary>An address has another identity key than before.</summary>
/// <param name="Address">Whose.</param>
/// <param name="Previous">The key before.</param>
/// <param name="Current">The key now.</param>
public readonly record struct IdentityChange(SignalAddress Address, Key32 Previous, Key32 Current);

/// <summary>Which way the message goes that an identity key is asked about.</summary>
public enum IdentityDirection
{
    /// <summary>A message that is to be encrypted.</summary>
    Sending,

    /// <summary>A message that came.</summary>
    Receiving,
}

/// <summary>Says whether an identity key is trusted. Called on the hot path, on any thread, without a lock.</summary>
/// <param name="address">Whose key.</param>
/// <param name="key">The key in question.</param>
/// <param name="known">The key that is known, null when none is.</param>
/// <param name="direction">Which way the message goes.</param>
public delegate bool IdentityTrust(SignalAddress address, in Key32 key, in Key32? known, IdentityDirection direction);
