using WaStore.Fast.FanOut;

namespace WaStore.Fast;

public partial class Account<TSession, TSenderKey>
{
    /// <summary>What a <see cref="FanOutPlanner{TSession, TSenderKey}"/> of this account plans over. An account has one planner.</summary>
    public FanOutParts<TSession, TSenderKey> FanOutParts => new()
    {
        Cache = Signal,
        Registry = DeviceRegistry,
        GroupDevices = GroupDevices,
        LidPn = LidPn,
        SenderKeys = SenderKeyDevices,
        GroupDistributionLocks = Coordination.GroupDistributionLocks,
        SentMessages = SentMessages,
        MsgSecrets = MsgSecrets,
    };
}
