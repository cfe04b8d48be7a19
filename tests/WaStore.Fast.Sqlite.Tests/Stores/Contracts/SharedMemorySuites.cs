using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Sqlite.Tests.Stores.Contracts;

// Every contract suite on a shared database in memory. Not FullSnapshot: there are no isolated views without WAL (design.md 4, readers).

public static class SharedMemorySuites
{
    public sealed class CollectionVersion : CollectionVersionContract<SharedMemory>;

    public sealed class FullCollectionVersion : FullCollectionVersionContract<SharedMemory>;

    public sealed class MutationMac : MutationMacContract<SharedMemory>;

    public sealed class Patch : PatchContract<SharedMemory>;

    public sealed class SyncKey : SyncKeyContract<SharedMemory>;

    public sealed class DeviceRow : DeviceRowContract<SharedMemory>;

    public sealed class FullAccount : FullAccountContract<SharedMemory>;

    public sealed class FullMsgSecret : FullMsgSecretContract<SharedMemory>;

    public sealed class MsgSecret : MsgSecretContract<SharedMemory>;

    public sealed class Commit : CommitContract<SharedMemory>;

    public sealed class Concurrency : ConcurrencyContract<SharedMemory>;

    public sealed class EveryMember : EveryMemberContract<SharedMemory>;

    public sealed class FullCommit : FullCommitContract<SharedMemory>;

    public sealed class FullConcurrency : FullConcurrencyContract<SharedMemory>;

    public sealed class FullIsolation : FullIsolationContract<SharedMemory>;

    public sealed class FullMaintenance : FullMaintenanceContract<SharedMemory>;

    public sealed class FullMisuse : FullMisuseContract<SharedMemory>;

    public sealed class FullModel : FullModelContract<SharedMemory>;

    public sealed class Snapshot : SnapshotContract<SharedMemory>;

    public sealed class BaseKey : BaseKeyContract<SharedMemory>;

    public sealed class DeviceList : DeviceListContract<SharedMemory>;

    public sealed class FullBaseKey : FullBaseKeyContract<SharedMemory>;

    public sealed class FullGroupMetadata : FullGroupMetadataContract<SharedMemory>;

    public sealed class FullPendingInbound : FullPendingInboundContract<SharedMemory>;

    public sealed class FullSentMessage : FullSentMessageContract<SharedMemory>;

    public sealed class LidMapping : LidMappingContract<SharedMemory>;

    public sealed class SenderKeyDevice : SenderKeyDeviceContract<SharedMemory>;

    public sealed class SentMessage : SentMessageContract<SharedMemory>;

    public sealed class TcToken : TcTokenContract<SharedMemory>;

    public sealed class TcTokenExpiry : TcTokenExpiryContract<SharedMemory>;

    public sealed class FullSignal : FullSignalContract<SharedMemory>;

    public sealed class Identity : IdentityContract<SharedMemory>;

    public sealed class PreKey : PreKeyContract<SharedMemory>;

    public sealed class SenderKey : SenderKeyContract<SharedMemory>;

    public sealed class Session : SessionContract<SharedMemory>;

    public sealed class SignedPreKey : SignedPreKeyContract<SharedMemory>;
}
