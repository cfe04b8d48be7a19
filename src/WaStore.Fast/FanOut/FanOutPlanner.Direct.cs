using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

public sealed partial class FanOutPlanner<TSession, TSenderKey>
{
    /// <summary>Plans a send to one user. Hosted devices are among its targets, since they take direct messages.</summary>
    /// <param name="peer">The user as the stanza names it; its device does not matter. Ourselves is allowed.</param>
    /// <param name="own">The device that sends.</param>
    /// <param name="cancellationToken">Stops waiting; then nothing is held.</param>
    /// <exception cref="StoreException">The store could not be read; or Validation: <paramref name="peer"/> is no user. Nothing is held then.</exception>
    public ValueTask<DirectSendPlan<TSession, TSenderKey>> PlanDirectAsync(Jid peer, OwnDevice own, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(own);
        RequireUser(peer);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<DirectSendPlan<TSession, TSenderKey>>(cancellationToken);
        }

        var user = peer.WithoutDevice;
        var generation = _parts.Cache.RecoveryGeneration;
        if (_direct.TryGet(user, out var known) && known.Holds(own, _parts.Registry.Topology))
        {
            var plan = new DirectSendPlan<TSession, TSenderKey>(_parts, generation, known.Chat, known.Targets, lookup: null);
            return plan.TryLoad() ? new(plan) : LoadAsync(plan, cancellationToken);
        }

        return PlanDirectSlowAsync(user, own, generation, cancellationToken);
    }

    async ValueTask<DirectSendPlan<TSession, TSenderKey>> PlanDirectSlowAsync(Jid peer, OwnDevice own, long recovery, CancellationToken cancellationToken)
    {
        // Before anything is read: what changes meanwhile counts as changed.
        var generation = _parts.Registry.Topology.Generation;
        var self = own.NameIn(JidServers.IsLid(peer.Server) ? AddressingMode.Lid : AddressingMode.Pn).WithoutDevice;
        Jid[] users = own.IsOwnUser(peer) ? [peer] : [peer, self];
        var lookup = await _parts.Registry.GetManyAsync(users, cancellationToken).ConfigureAwait(false);
        var jids = users.SelectMany(user => lookup.Records.TryGetValue(user.User, out var record) ? DeviceRegistry.ToJids(user, record) : []).ToArray();
        var devices = new GroupDevices(jids, lookup.Missing, lookup);
        var topology = FanOutTopology.Of(
            devices, own, _parts.Cache.Addresses, await GetLidsAsync(devices, cancellationToken).ConfigureAwait(false), takesHosted: true);
        FanOutDevice[] targets = [.. topology.Members, .. topology.Companions];
        Array.Sort(targets, static (left, right) => left.Address.CompareTo(right.Address));
        var chat = (await _parts.LidPn.ResolveEncryptionJidAsync(peer, cancellationToken).ConfigureAwait(false)).ToString();

        // Hosted devices come and go without a word.
        if (lookup.Missing.Count == 0 && _parts.Registry.IsLocal && !jids.Any(FanOutTopology.IsHosted))
        {
            var names = users.Select(static user => user.User).ToHashSet(StringComparer.Ordinal);
            _direct.Insert(peer, new DirectDevices(own, chat, targets, names, generation));
        }

        var plan = new DirectSendPlan<TSession, TSenderKey>(_parts, recovery, chat, targets, lookup.Missing.Count == 0 ? null : lookup);
        return await LoadAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    static async ValueTask<DirectSendPlan<TSession, TSenderKey>> LoadAsync(DirectSendPlan<TSession, TSenderKey> plan, CancellationToken cancellationToken)
    {
        try
        {
            await plan.LoadAsync(cancellationToken).ConfigureAwait(false);
            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }
}
