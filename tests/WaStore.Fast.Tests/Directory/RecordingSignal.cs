using WaStore.Fast.Directories;

namespace WaStore.Fast.Tests.Directories;

/// <summary>The Signal state's side of the directory, which notes what it is asked, and fails when it is told to.</summary>
sealed class RecordingSignal : ISignalDirectory
{
    readonly Lock _gate = new();
    readonly List<string> _calls = [];

    /// <summary>Thrown by every call.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether a migration says that a session moved.</summary>
    public bool Moves { get; set; }

    /// <summary>Whether there is an identity key to reset.</summary>
    public bool HasIdentity { get; set; }

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public async ValueTask<bool> MigrateToLidAsync(string phone, string lid, CancellationToken cancellationToken = default)
    {
        await NoteAsync($"migrate {phone} {lid}");
        return Moves;
    }

    public ValueTask DeleteSessionsAsync(ReadOnlyMemory<Jid> devices, CancellationToken cancellationToken = default) =>
        NoteAsync($"delete {string.Join(' ', devices.ToArray())}");

    public ValueTask DeleteCompanionSessionsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default) =>
        NoteAsync($"companions {string.Join(' ', users.ToArray())}");

    public async ValueTask<bool> ResetIdentityAsync(ReadOnlyMemory<Jid> addresses, CancellationToken cancellationToken = default)
    {
        await NoteAsync($"reset {string.Join(' ', addresses.ToArray())}");
        return HasIdentity;
    }

    public ValueTask DeleteSenderKeysAsync(string group, ReadOnlyMemory<Jid> senders, CancellationToken cancellationToken = default) =>
        NoteAsync($"sender keys {group} {string.Join(' ', senders.ToArray())}");

    ValueTask NoteAsync(string call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }

        return Failure is null ? ValueTask.CompletedTask : ValueTask.FromException(Failure);
    }
}
