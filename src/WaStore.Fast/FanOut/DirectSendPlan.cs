using WaStore.Fast.Directories;
using WaStore.Fast.Signal;

namespace WaStore.Fast.FanOut;

/// <summary>A send to one user: all of its devices, and our own others (spec/caches.md 10.4).</summary>
/// <inheritdoc cref="SendPlan{TSession, TSenderKey}" path="/*[not(self::summary)]"/>
public sealed class DirectSendPlan<TSession, TSenderKey> : SendPlan<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    internal DirectSendPlan(FanOutParts<TSession, TSenderKey> parts, long generation, string chat, FanOutDevice[] targets, DeviceLookup? lookup)
        : base(parts, generation, chat)
    {
        Targets = targets;
        Lookup = lookup;
        UnknownUsers = lookup?.Missing ?? [];
    }

    /// <summary>The lookup that missed <see cref="SendPlan{TSession, TSenderKey}.UnknownUsers"/>, for <see cref="DeviceRegistry.ApplyUsyncAsync"/>; null when it missed none.</summary>
    public DeviceLookup? Lookup { get; }
}
