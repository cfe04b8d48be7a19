using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

/// <summary>Plans the sends of one account: one call says whom to encrypt for, has their sessions and identity keys in memory and holds their locks (design.md 3, "A cold group send").</summary>
/// <remarks>
/// <para>Thread-safe. A send to a group whose members all have the key asks no store, waits for nothing and looks at no member, whatever the group's size; a cold one reads each kind of
/// record once for all. Nothing is remembered where device lists or mappings are in a custom cache store, which tells nobody of its changes.</para>
/// <para>Sends to one group at a time: its chat lane orders them (<see cref="CoordinationCaches.ChatLanes"/>), and the plan takes the locks below it.</para>
/// </remarks>
/// <typeparam name="TSession">The session record.</typeparam>
/// <typeparam name="TSenderKey">The sender-key record.</typeparam>
public sealed partial class FanOutPlanner<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    readonly FanOutParts<TSession, TSenderKey> _parts;
    readonly Func<TSenderKey, uint?> _iterationOf;
    readonly PortableCache<string, WarmGroup> _warm;
    readonly PortableCache<Jid, DirectDevices> _direct;

    /// <summary>A planner over the parts of an account.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="iterationOf">The iteration of our own chain in a sender key; null when it has none of ours, and a new one is to be made.</param>
    /// <param name="config">How many chats are remembered; null takes the defaults.</param>
    public FanOutPlanner(FanOutParts<TSession, TSenderKey> parts, Func<TSenderKey, uint?> iterationOf, CacheConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(iterationOf);
        config ??= new CacheConfig();
        _parts = parts;
        _iterationOf = iterationOf;
        _warm = new PortableCache<string, WarmGroup>(new() { Capacity = config.SkdmWarmMemoCapacity });
        _direct = new PortableCache<Jid, DirectDevices>(new() { Capacity = config.DmDevicesMemoCapacity });
    }

    static void RequireUser(Jid jid)
    {
        if (!UserPart.IsValid(jid.User) || !(JidServers.IsLid(jid.Server) || JidServers.IsPhoneNumber(jid.Server)))
        {
            throw StoreException.Validation("the JID names no user");
        }
    }

    /// <summary>The LIDs of the users that are named by phone number; one read for all that are not cached.</summary>
    ValueTask<Dictionary<string, LidPnEntry>> GetLidsAsync(GroupDevices devices, CancellationToken cancellationToken) =>
        _parts.LidPn.GetManyAsync(
            devices.Devices.Where(static jid => JidServers.IsPhoneNumber(jid.Server)).Select(static jid => jid.User), isLid: false, cancellationToken);
}

/// <summary>Makes planners over libsignal's records.</summary>
public static class FanOutPlanner
{
    /// <summary>A planner over the parts of an account whose cache holds libsignal's records.</summary>
    public static FanOutPlanner<SessionRecord, SenderKeyRecord> Create(FanOutParts<SessionRecord, SenderKeyRecord> parts, CacheConfig? config = null) =>
        new(parts, IterationOf, config);

    static uint? IterationOf(SenderKeyRecord senderKey) => senderKey.TryGetState(0, out var state) && state.HasKey && state.IsOwn ? state.Iteration : null;
}
