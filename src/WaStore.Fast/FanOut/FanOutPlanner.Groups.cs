using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

public sealed partial class FanOutPlanner<TSession, TSenderKey>
{
    /// <summary>Plans a send to a group.</summary>
    /// <remarks>
    /// Without a usable sender key - there is none, or its chain has come to <see cref="FanOutOptions.RotationLimit"/> - everybody needs the one that is made next; who had the old one is
    /// forgotten before that, in a transaction of its own where the store has such rows. Hosted devices take no part in groups.
    /// </remarks>
    /// <param name="group">The group's JID, or the status broadcast's.</param>
    /// <param name="participants">Who is in it. The same object as long as nobody came or went, as <see cref="GroupMetadata"/> gives it: a warm plan is known by it.</param>
    /// <param name="own">The device that sends.</param>
    /// <param name="options">How to plan; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops waiting; then nothing is held.</param>
    /// <exception cref="StoreException">
    /// The store could not be read, or a sender key does not decode; or Validation: <paramref name="group"/> is no group, or it has absurdly many devices. Nothing is held then.
    /// </exception>
    public ValueTask<GroupSendPlan<TSession, TSenderKey>> PlanGroupAsync(
        string group, GroupInfo participants, OwnDevice own, FanOutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(participants);
        ArgumentNullException.ThrowIfNull(own);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<GroupSendPlan<TSession, TSenderKey>>(cancellationToken);
        }

        options ??= FanOutOptions.Default;
        return TryPlanWarm(group, participants, own, options) is { } plan ? new(plan) : PlanGroupSlowAsync(group, participants, own, options, cancellationToken);
    }

    /// <summary>A plan by what is remembered; null when something is to be read, put together or waited for.</summary>
    GroupSendPlan<TSession, TSenderKey>? TryPlanWarm(string group, GroupInfo participants, OwnDevice own, FanOutOptions options)
    {
        var generation = _parts.Cache.RecoveryGeneration;
        if (options.NewSenderKey
            || !_warm.TryGet(group, out var warm)
            || !_parts.GroupDevices.TryGet(group, participants, own.NameIn(participants.AddressingMode).WithoutDevice, out var devices)
            || _parts.SenderKeys.TryGet(group) is not { } holders
            || !warm.Holds(devices, own, holders)
            || !_parts.Cache.TryGetSenderKey(warm.SenderKeyName, out var senderKey)
            || !IsUsable(senderKey, options))
        {
            return null;
        }

        var plan = new GroupSendPlan<TSession, TSenderKey>(_parts, generation, group, warm.SenderKeyName, warm.Topology, needing: []) { WithKey = warm.Topology.Members };
        return plan.TryLoad() ? plan : null;
    }

    async ValueTask<GroupSendPlan<TSession, TSenderKey>> PlanGroupSlowAsync(
        string group, GroupInfo participants, OwnDevice own, FanOutOptions options, CancellationToken cancellationToken)
    {
        if (!Jid.TryParse(group, out var jid) || jid.Server is not (JidServers.Group or JidServers.Broadcast) || jid.User.Length == 0)
        {
            throw StoreException.Validation("the text is no group's JID");
        }

        var distributing = await _parts.GroupDistributionLocks.LockAsync(group, cancellationToken).ConfigureAwait(false);
        GroupSendPlan<TSession, TSenderKey>? plan = null;
        try
        {
            plan = await SplitAsync(group, participants, own, options, cancellationToken).ConfigureAwait(false);
            if (!plan.IsWarm || plan.NeedsNewSenderKey)
            {
                plan.Begin(_parts.SenderKeys.Begin(group, TextsOf(plan.Needing)), distributing);
                distributing = default;
            }
            else
            {
                distributing.Dispose();
            }

            await plan.LoadAsync(cancellationToken).ConfigureAwait(false);
            var loaded = plan;
            plan = null;
            return loaded;
        }
        finally
        {
            plan?.Dispose();
            distributing.Dispose();
        }
    }

    /// <summary>Under the group's lock: who has the key and who needs it.</summary>
    async ValueTask<GroupSendPlan<TSession, TSenderKey>> SplitAsync(
        string group, GroupInfo participants, OwnDevice own, FanOutOptions options, CancellationToken cancellationToken)
    {
        // Before a record is looked at: what is cleared from here on must not be sent.
        var generation = _parts.Cache.RecoveryGeneration;
        var self = own.NameIn(participants.AddressingMode);
        var topology = await ResolveAsync(group, participants, own, self, cancellationToken).ConfigureAwait(false);
        var name = _parts.Cache.SenderKeyNames.Get(group, _parts.Cache.Addresses.Get(self.User, self.Server, self.Device));
        var senderKey = await _parts.Cache.GetSenderKeyAsync(name, cancellationToken).ConfigureAwait(false);
        var holders = await _parts.SenderKeys.GetAsync(group, cancellationToken).ConfigureAwait(false);
        var isUsable = !options.NewSenderKey && IsUsable(senderKey, options);
        if (!isUsable)
        {
            holders = await ForgetAsync(group, name, senderKey, holders, cancellationToken).ConfigureAwait(false);
        }

        // Before the look: what changes after it makes the memory of it invalid.
        var version = holders.Version;
        var needing = new List<FanOutDevice>();
        var withKey = new List<FanOutDevice>();
        foreach (var member in topology.Members)
        {
            (isUsable && holders.HasKey(member.Text) ? withKey : needing).Add(member);
        }

        if (isUsable && needing.Count == 0 && topology.Source.Missing.Count == 0 && _parts.Registry.IsLocal)
        {
            _warm.Insert(group, new WarmGroup(topology, holders, version, name));
        }

        return new GroupSendPlan<TSession, TSenderKey>(_parts, generation, group, name, topology, needing) { WithKey = withKey, NeedsNewSenderKey = !isUsable };
    }

    /// <summary>The key is done with: nobody has it, in the store too, before a new one can get there; and it is not there any more to be taken for the new one.</summary>
    async ValueTask<GroupKeyHolders> ForgetAsync(string group, SenderKeyName name, TSenderKey? senderKey, GroupKeyHolders holders, CancellationToken cancellationToken)
    {
        if (holders.Count > 0)
        {
            await _parts.SenderKeys.ClearAsync(group, cancellationToken).ConfigureAwait(false);
            holders = await _parts.SenderKeys.GetAsync(group, cancellationToken).ConfigureAwait(false);
        }

        if (senderKey is not null)
        {
            await _parts.Cache.DeleteSenderKeyAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return holders;
    }

    async ValueTask<FanOutTopology> ResolveAsync(string group, GroupInfo participants, OwnDevice own, Jid self, CancellationToken cancellationToken)
    {
        var devices = await _parts.GroupDevices.GetAsync(group, participants, self.WithoutDevice, cancellationToken).ConfigureAwait(false);
        return _warm.TryGet(group, out var warm) && ReferenceEquals(warm.Topology.Source, devices) && warm.Topology.Own == own
            ? warm.Topology
            : FanOutTopology.Of(devices, own, _parts.Cache.Addresses, await GetLidsAsync(devices, cancellationToken).ConfigureAwait(false), takesHosted: false);
    }

    bool IsUsable(TSenderKey? senderKey, FanOutOptions options) =>
        senderKey is not null && _iterationOf(senderKey) is { } iteration && iteration < options.RotationLimit;

    static string[] TextsOf(IReadOnlyList<FanOutDevice> devices)
    {
        var texts = new string[devices.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = devices[i].Text;
        }

        return texts;
    }
}
