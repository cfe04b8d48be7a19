using System.Text.Json;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class GroupMetadata
{
    /// <summary>Participants came. Without a cached group nothing can be patched: what is stored goes, and the next send asks the server.</summary>
    /// <returns>The group as it is now; null when it is not known.</returns>
    /// <exception cref="StoreException">The store failed: the group is not known then; or Validation: a participant is absurd, and nothing changed.</exception>
    public ValueTask<GroupInfo?> AddParticipantsAsync(string group, IReadOnlyCollection<GroupParticipant> added, CancellationToken cancellationToken = default) =>
        PatchAsync(group, info => info.AddParticipants(added), cancellationToken);

    /// <summary>Participants left, named by user. Whether the sender key is to be rotated says <see cref="GroupKeyRotation.IsNeededAsync"/>.</summary>
    /// <inheritdoc cref="AddParticipantsAsync"/>
    public ValueTask<GroupInfo?> RemoveParticipantsAsync(string group, IReadOnlyCollection<string> removed, CancellationToken cancellationToken = default) =>
        PatchAsync(group, info => info.RemoveParticipants(removed), cancellationToken);

    /// <summary>Our own add was answered: those that the server took are participants.</summary>
    /// <inheritdoc cref="AddParticipantsAsync"/>
    public ValueTask<GroupInfo?> ApplyAddAsync(string group, IReadOnlyCollection<ParticipantResult> results, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        GroupParticipant[] done = [.. results.Where(static result => result.IsDone).Select(static result => result.Participant)];
        return done.Length == 0 ? FindAsync(group, cancellationToken) : AddParticipantsAsync(group, done, cancellationToken);
    }

    /// <summary>Our own removal was answered: those that the server removed are no participants any more.</summary>
    /// <inheritdoc cref="AddParticipantsAsync"/>
    public ValueTask<GroupInfo?> ApplyRemoveAsync(string group, IReadOnlyCollection<ParticipantResult> results, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        string[] done = [.. results.Where(static result => result.IsDone).Select(static result => result.Participant.Jid.User)];
        return done.Length == 0 ? FindAsync(group, cancellationToken) : RemoveParticipantsAsync(group, done, cancellationToken);
    }

    /// <summary>
    /// Forgets a group, in the store too: when we left it, when its community links changed, when somebody in it changed number, or when the server's hash of its
    /// participants is another (spec/caches.md 8).
    /// </summary>
    /// <exception cref="StoreException">The store failed; the group is not cached all the same.</exception>
    public async ValueTask InvalidateAsync(string group, CancellationToken cancellationToken = default)
    {
        RequireGroup(group);
        using (await _locks.LockAsync(group, cancellationToken).ConfigureAwait(false))
        {
            Detach(group);
            await DropAsync(group, cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask<GroupInfo?> PatchAsync(string group, Func<GroupInfo, GroupInfo> patch, CancellationToken cancellationToken)
    {
        RequireGroup(group);
        using (await _locks.LockAsync(group, cancellationToken).ConfigureAwait(false))
        {
            var cached = await _cache.GetAsync(group, cancellationToken).ConfigureAwait(false);
            var patched = cached is null ? null : patch(cached);
            // A query that runs does not know of this.
            Detach(group);
            if (patched is null)
            {
                await DropAsync(group, cancellationToken).ConfigureAwait(false);
            }
            else if (!ReferenceEquals(patched, cached))
            {
                await PublishAsync(group, patched, isStored: false, cancellationToken).ConfigureAwait(false);
            }

            return patched;
        }
    }

    // Under the group's lock: the store, then the cache. When the store failed, neither is trusted.
    async ValueTask PublishAsync(string group, GroupInfo info, bool isStored, CancellationToken cancellationToken)
    {
        try
        {
            if (!isStored)
            {
                await _backend.PutGroupMetadataAsync(group, JsonSerializer.SerializeToUtf8Bytes(info, DirectoryJson.Default.GroupInfo), cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await _cache.InvalidateAsync(group, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await _cache.InsertAsync(group, info, CancellationToken.None).ConfigureAwait(false);
    }

    async ValueTask DropAsync(string group, CancellationToken cancellationToken)
    {
        try
        {
            await _backend.DeleteGroupMetadataAsync(group, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await _cache.InvalidateAsync(group, CancellationToken.None).ConfigureAwait(false);
        }
    }

    async ValueTask<GroupInfo?> ReadAsync(string group, CancellationToken cancellationToken)
    {
        var blob = await _backend.GetGroupMetadataAsync(group, cancellationToken).ConfigureAwait(false);
        try
        {
            return blob is null ? null : JsonSerializer.Deserialize(blob, DirectoryJson.Default.GroupInfo);
        }
        catch (JsonException)
        {
            // Only a copy: without it the server is asked without a hash.
            return null;
        }
    }

    void Detach(string group)
    {
        _versions.Touch(group);
        lock (_gate)
        {
            _ = _queries.Detach(group);
        }
    }

    static void RequireGroup(string group)
    {
        if (!Jid.TryParse(group, out var jid) || jid.User.Length == 0 || jid.Server is not (JidServers.Group or JidServers.Broadcast))
        {
            throw StoreException.Validation("the text is no group's JID");
        }
    }
}
