using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;

namespace WaStore.Fast.FanOut;

/// <summary>The parts of one account that its sends are planned over. All of them are over the same store.</summary>
/// <typeparam name="TSession">The session record.</typeparam>
/// <typeparam name="TSenderKey">The sender-key record.</typeparam>
public sealed record FanOutParts<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    /// <summary>Sessions, identity keys and sender keys, with the sessions' locks.</summary>
    public required SignalStoreCache<TSession, TSenderKey> Cache { get; init; }

    /// <summary>Which devices a user has.</summary>
    public required DeviceRegistry Registry { get; init; }

    /// <summary>The devices of groups, remembered.</summary>
    public required GroupDevicesMemo GroupDevices { get; init; }

    /// <summary>Which names are the same user.</summary>
    public required LidPnCache LidPn { get; init; }

    /// <summary>Who has which sender key of ours.</summary>
    public required SenderKeyDeviceMap SenderKeys { get; init; }

    /// <summary>One distribution of a group's sender key at a time: <see cref="CoordinationCaches.GroupDistributionLocks"/>.</summary>
    public required KeyedLocks<string> GroupDistributionLocks { get; init; }

    /// <summary>Keeps what is sent, for retries. Aboard the cache, so that it rides with its flushes.</summary>
    public required SentMessages SentMessages { get; init; }

    /// <summary>Keeps the messages' secrets. Aboard the cache, too.</summary>
    public required MsgSecrets MsgSecrets { get; init; }
}
