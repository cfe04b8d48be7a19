using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <content>A phone number turned out to be a LID: what is known of the one becomes the other's (spec/caches.md 1.14).</content>
public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>One lock per session: hold it from the checkout to the send, so that messages to one device keep their order.</summary>
    public KeyedLocks<SignalAddress> SessionLocks { get; }

    /// <summary>Moves the sessions and identity keys of a phone number to its LID, and flushes.</summary>
    /// <remarks>
    /// <para>Everything that is cached or stored under the number moves, found by its prefix: <c>c.us</c> to <c>lid</c>, <c>hosted</c> to <c>hosted.lid</c>, the same
    /// device. A session takes the place of the LID's; an identity key that the LID has stays. One transaction: no crash leaves a session on neither side.</para>
    /// <para>Takes the session locks of both sides: the caller holds none of them.</para>
    /// </remarks>
    /// <param name="phone">The user part under which the peer was known.</param>
    /// <param name="lid">The user part of its LID.</param>
    /// <param name="cancellationToken">Stops the waiting; what was moved by then is flushed later.</param>
    /// <returns>Whether a session moved, so that a message that did not decrypt is worth another try.</returns>
    /// <exception cref="StoreException">
    /// The store could not be read, and nothing moved; or it could not be written, and what moved is flushed later; or Validation:
    /// somebody has one of the records checked out without its lock.
    /// </exception>
    public async ValueTask<bool> MigrateToLidAsync(string phone, string lid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(phone);
        ArgumentException.ThrowIfNullOrEmpty(lid);
        if (!await HasStateForUserAsync(phone, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        bool? moved = null;
        while (moved is null)
        {
            moved = await TryMigrateAsync(phone, lid, cancellationToken).ConfigureAwait(false);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return moved.Value;
    }

    // Null when a device came while the locks were waited for.
    async ValueTask<bool?> TryMigrateAsync(string phone, string lid, CancellationToken cancellationToken)
    {
        var moves = await AddressesToMoveAsync(phone, lid, cancellationToken).ConfigureAwait(false);
        SignalAddress[] both = [.. moves.Keys, .. moves.Values];
        using (await SessionLocks.LockManyAsync(both, cancellationToken).ConfigureAwait(false))
        {
            var now = await AddressesToMoveAsync(phone, lid, cancellationToken).ConfigureAwait(false);
            return now.Keys.All(moves.ContainsKey) ? await MoveAsync(moves, both, cancellationToken).ConfigureAwait(false) : null;
        }
    }

    async ValueTask<Dictionary<SignalAddress, SignalAddress>> AddressesToMoveAsync(string phone, string lid, CancellationToken cancellationToken)
    {
        var found = new HashSet<SignalAddress>();
        foreach (var stored in await _backend.GetSignalAddressesAsync(phone, cancellationToken).ConfigureAwait(false))
        {
            _ = found.Add(Addresses.Get(stored));
        }

        CollectPresent(_sessions, phone, found);
        CollectPresent(_identities, phone, found);
        var moves = new Dictionary<SignalAddress, SignalAddress>();
        foreach (var address in found)
        {
            if (LidServerOf(address.Server) is { } server)
            {
                moves.Add(address, Addresses.Get(lid, server, address.Device));
            }
        }

        return moves;
    }

    static void CollectPresent<TRecord>(RecordStore<TRecord> store, string user, HashSet<SignalAddress> found)
        where TRecord : class, ISignalRecord<TRecord> =>
        store.Visit((user, found), static (state, entry) =>
        {
            if (entry.Is(EntryStates.Present) && UserIndex.UserOf(entry.Key.Text).SequenceEqual(state.user))
            {
                _ = state.found.Add((SignalAddress)entry.Key);
            }
        });

    static string? LidServerOf(ReadOnlySpan<char> server) => server switch
    {
        "c.us" => "lid",
        "hosted" => "hosted.lid",
        _ => null,
    };

    async ValueTask<bool> MoveAsync(Dictionary<SignalAddress, SignalAddress> moves, SignalAddress[] both, CancellationToken cancellationToken)
    {
        await LoadManyAsync(both, cancellationToken).ConfigureAwait(false);
        var sessions = new List<Move<TSession>>(moves.Count);
        var identities = new List<Move<IdentityRecord>>(moves.Count);
        try
        {
            foreach (var (from, to) in moves)
            {
                // Owned from here on: neither evicted nor written by others before they move.
                sessions.Add(await Move<TSession>.TakeAsync(this, _sessions, from, to, cancellationToken).ConfigureAwait(false));
                identities.Add(await Move<IdentityRecord>.TakeAsync(this, _identities, from, to, cancellationToken).ConfigureAwait(false));
            }

            var moved = false;
            // No capture may see a record deleted on one side and not yet put on the other.
            await _flusher.BetweenFlushesAsync(
                () =>
                {
                    foreach (var session in sessions)
                    {
                        moved |= session.Run(replaces: true);
                    }

                    foreach (var identity in identities)
                    {
                        _ = identity.Run(replaces: false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            return moved;
        }
        finally
        {
            sessions.ForEach(static move => move.Dispose());
            identities.ForEach(static move => move.Dispose());
        }
    }

    readonly struct Move<TRecord>(RecordStore<TRecord> store, SignalAddress from, Checkout<TRecord> source, Checkout<TRecord> target) : IDisposable
        where TRecord : class, ISignalRecord<TRecord>
    {
        public static async ValueTask<Move<TRecord>> TakeAsync(
            SignalStoreCache<TSession, TSenderKey> cache, RecordStore<TRecord> store, SignalAddress from, SignalAddress to, CancellationToken cancellationToken)
        {
            var source = await cache.CheckoutAsync(store, from, cancellationToken).ConfigureAwait(false);
            try
            {
                return new Move<TRecord>(store, from, source, await cache.CheckoutAsync(store, to, cancellationToken).ConfigureAwait(false));
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }

        /// <summary>Puts the record on the other side, unless one is there that stays, and takes it from this one.</summary>
        public bool Run(bool replaces)
        {
            if (source.Record is not { } record || ((replaces || target.Record is null) && !target.TryCommit(record)))
            {
                return false;
            }

            store.Delete(from, from.GetHashCode());
            return true;
        }

        public void Dispose()
        {
            source.Dispose();
            target.Dispose();
        }
    }
}
