namespace WaStore.Fast.Directories;

/// <summary>What the directory asks of the Signal state when a user turns out to be another, or a device is gone. <see cref="SignalDirectory"/> makes one of the Signal cache.</summary>
/// <remarks>Each call is durable when it returns, and takes the session locks that it needs: the caller holds none.</remarks>
public interface ISignalDirectory
{
    /// <summary>Moves sessions and identity keys of a phone number to its LID (spec/caches.md 1.14).</summary>
    /// <returns>Whether a session moved.</returns>
    ValueTask<bool> MigrateToLidAsync(string phone, string lid, CancellationToken cancellationToken = default);

    /// <summary>Deletes the sessions of these devices.</summary>
    ValueTask DeleteSessionsAsync(ReadOnlyMemory<Jid> devices, CancellationToken cancellationToken = default);

    /// <summary>Deletes the sessions of every device but the primary of these users, on every server.</summary>
    ValueTask DeleteCompanionSessionsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default);

    /// <summary>If one of the addresses has an identity key, deletes the session and the identity key of all of them (spec/caches.md 7.10).</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> ResetIdentityAsync(ReadOnlyMemory<Jid> addresses, CancellationToken cancellationToken = default);

    /// <summary>Deletes the sender keys of these senders in a group.</summary>
    ValueTask DeleteSenderKeysAsync(string group, ReadOnlyMemory<Jid> senders, CancellationToken cancellationToken = default);
}
