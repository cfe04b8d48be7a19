using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Caching;

/// <summary>A message that the own phone is asked for: the chat, by phone number where the phone answers so, and the message's id.</summary>
/// <param name="Chat">The chat's JID.</param>
/// <param name="MessageId">The message's id.</param>
public readonly record struct PdoKey(string Chat, string MessageId);

/// <summary>
/// What the own phone was asked for by a peer data operation and has not answered yet, and what it was asked for lately, so that it is asked once
/// (spec/caches.md 4.4). Always in the process, since a request holds what only lives there.
/// </summary>
/// <remarks>Thread-safe. Bounded by number and by time; a pending request that is dropped, or that runs out of time, is simply not answered any more.</remarks>
/// <typeparam name="TRequest">What the answer needs to be handled.</typeparam>
public sealed class PdoPendingRequests<TRequest>
    where TRequest : notnull
{
    readonly PortableCache<PdoKey, TRequest> _pending;
    readonly RecentMarks<PdoKey> _requested;

    /// <summary>Makes an empty map, bounded by <see cref="CacheConfig.PdoPendingRequests"/> and <see cref="CacheConfig.PdoRequested"/>.</summary>
    public PdoPendingRequests(CacheConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _pending = config.PdoPendingRequests.BuildWithTtl<PdoKey, TRequest>(config.TimeProvider);
        _requested = new RecentMarks<PdoKey>(config.PdoRequested, config.TimeProvider);
    }

    /// <summary>How many requests are not answered yet, also those whose time is over and that are not collected yet.</summary>
    public int PendingCount => _pending.EntryCount;

    /// <summary>Notes a request that is about to be sent.</summary>
    /// <returns>False when the message was asked for lately: it is not to be asked for again.</returns>
    public bool TryBegin(PdoKey key, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_requested.TryMark(key))
        {
            return false;
        }

        _pending.Insert(key, request);
        return true;
    }

    /// <summary>Takes the request that an answer belongs to. The message stays noted as asked for.</summary>
    /// <returns>False when there is none, or its time is over.</returns>
    public bool TryComplete(PdoKey key, [MaybeNullWhen(false)] out TRequest request) => _pending.TryRemove(key, out request);

    /// <summary>Takes a request back that could not be sent: the message may be asked for again.</summary>
    public void Abandon(PdoKey key)
    {
        _pending.Invalidate(key);
        _requested.Unmark(key);
    }
}
