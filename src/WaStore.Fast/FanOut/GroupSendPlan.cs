using WaStore.Fast.Coordination;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

/// <summary>A send to a group: who has our sender key, and who gets it with this message (spec/caches.md 10.1, 10.2).</summary>
/// <remarks>
/// While it distributes a key to members it holds the group's distribution lock, until the acknowledgement or its disposal; a warm one does not.
/// <inheritdoc cref="SendPlan{TSession, TSenderKey}" path="/remarks"/>
/// </remarks>
/// <inheritdoc cref="SendPlan{TSession, TSenderKey}" path="/typeparam"/>
public sealed class GroupSendPlan<TSession, TSenderKey> : SendPlan<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    KeyedLocks<string>.Releaser _distributing;
    SenderKeyDistribution? _distribution;

    internal GroupSendPlan(
        FanOutParts<TSession, TSenderKey> parts, long generation, string group, SenderKeyName senderKeyName, FanOutTopology topology, IReadOnlyList<FanOutDevice> needing)
        : base(parts, generation, group)
    {
        SenderKeyName = senderKeyName;
        Companions = topology.Companions;
        Needing = needing;
        UnknownUsers = topology.Source.Missing;
        Lookup = topology.Source.Lookup;
        Targets = needing.Count == 0 ? topology.Companions : [.. needing, .. topology.Companions];
    }

    /// <summary>Our sender key of the group, by the name under which we send. Check it out of the cache; where it has no record, make one.</summary>
    public SenderKeyName SenderKeyName { get; }

    /// <summary>Whether there is no sender key, so that one is to be made and committed before <see cref="SendPlan{TSession, TSenderKey}.BeforeSendAsync"/>.</summary>
    public bool NeedsNewSenderKey { get; internal init; }

    /// <summary>The members' devices that have the key: the message alone is enough for them.</summary>
    public required IReadOnlyList<FanOutDevice> WithKey { get; init; }

    /// <summary>The members' devices that get the key with this message.</summary>
    public IReadOnlyList<FanOutDevice> Needing { get; }

    /// <summary>Our own other devices: they get the key with every message and never count as having it.</summary>
    public IReadOnlyList<FanOutDevice> Companions { get; }

    /// <summary>Whether every member has the key.</summary>
    public bool IsWarm => Needing.Count == 0;

    /// <summary>The lookup that missed <see cref="SendPlan{TSession, TSenderKey}.UnknownUsers"/>, for <see cref="DeviceRegistry.ApplyUsyncAsync"/>; null when it missed none.</summary>
    public DeviceLookup? Lookup { get; }

    /// <summary>A device does not get the key after all: there was no bundle for it, or it could not be encrypted for. It will not count as having it.</summary>
    /// <remarks>Thread-safe. A device that still has no session before the send is left out by itself.</remarks>
    public void Exclude(FanOutDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _distribution?.Drop(device.Text);
    }

    /// <summary>Begins to distribute, under the group's lock, which is the plan's from now on.</summary>
    internal void Begin(SenderKeyDistribution distribution, KeyedLocks<string>.Releaser distributing)
    {
        _distribution = distribution;
        _distributing = distributing;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _distribution?.Dispose();
        _distributing.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Check()
    {
        if (Parts.Cache.TryGetSenderKey(SenderKeyName, out var senderKey) && senderKey is null)
        {
            throw StoreException.Validation("the group has no sender key of ours: one is to be made and committed before the message goes out");
        }

        foreach (var device in WithoutSession)
        {
            if (!Parts.Cache.TryGetSession(device.Address, out var session) || session is null)
            {
                Exclude(device);
            }
        }
    }

    private protected override ValueTask SettleAsync(ReceivedMsgSecret? secret, CancellationToken cancellationToken) =>
        _distribution is null ? base.SettleAsync(secret, cancellationToken) : ConfirmAsync(_distribution, secret, cancellationToken);

    async ValueTask ConfirmAsync(SenderKeyDistribution distribution, ReceivedMsgSecret? secret, CancellationToken cancellationToken)
    {
        // The secret rides along with what is committed here.
        await base.SettleAsync(secret, cancellationToken).ConfigureAwait(false);
        var batch = new StoreBatch();
        distribution.AddTo(batch);
        await Parts.Cache.FlushAsync(batch, cancellationToken).ConfigureAwait(false);
        distribution.Confirm();
        _distribution = null;
        _distributing.Dispose();
    }
}
