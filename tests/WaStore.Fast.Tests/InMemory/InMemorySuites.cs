using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Tests.InMemory;

// Every contract suite, the reduced and the full ones, on the backend in memory.

public static class InMemorySuites
{
    public sealed class CollectionVersion : CollectionVersionContract<Memory>;

    public sealed class FullCollectionVersion : FullCollectionVersionContract<Memory>;

    public sealed class MutationMac : MutationMacContract<Memory>;

    public sealed class Patch : PatchContract<Memory>;

    public sealed class SyncKey : SyncKeyContract<Memory>;

    public sealed class DeviceRow : DeviceRowContract<Memory>;

    public sealed class FullAccount : FullAccountContract<Memory>;

    public sealed class FullMsgSecret : FullMsgSecretContract<Memory>;

    public sealed class MsgSecret : MsgSecretContract<Memory>;

    public sealed class Commit : CommitContract<Memory>;

    public sealed class Concurrency : ConcurrencyContract<Memory>;

    public sealed class EveryMember : EveryMemberContract<Memory>;

    public sealed class FullCommit : FullCommitContract<Memory>;

    public sealed class FullConcurrency : FullConcurrencyContract<Memory>;

    public sealed class FullIsolation : FullIsolationContract<Memory>;

    public sealed class FullMaintenance : FullMaintenanceContract<Memory>;

    public sealed class FullMisuse : FullMisuseContract<Memory>;

    public sealed class FullModel : FullModelContract<Memory>;

    public sealed class FullSnapshot : FullSnapshotContract<Memory>;

    public sealed class Snapshot : SnapshotContract<Memory>;

    public sealed class BaseKey : BaseKeyContract<Memory>;

    public sealed class DeviceList : DeviceListContract<Memory>;

    public sealed class FullBaseKey : FullBaseKeyContract<Memory>;

    public sealed class FullGroupMetadata : FullGroupMetadataContract<Memory>;

    public sealed class FullPendingInbound : FullPendingInboundContract<Memory>;

    public sealed class FullSentMessage : FullSentMessageContract<Memory>;

    public sealed class LidMapping : LidMappingContract<Memory>;

    public sealed class SenderKeyDevice : SenderKeyDeviceContract<Memory>;

    public sealed class SentMessage : SentMessageContract<Memory>;

    public sealed class TcToken : TcTokenContract<Memory>;

    public sealed class TcTokenExpiry : TcTokenExpiryContract<Memory>;

    public sealed class FullSignal : FullSignalContract<Memory>;

    public sealed class Identity : IdentityContract<Memory>;

    public sealed class PreKey : PreKeyContract<Memory>;

    public sealed class SenderKey : SenderKeyContract<Memory>;

    public sealed class Session : SessionContract<Memory>;

    public sealed class SignedPreKey : SignedPreKeyContract<Memory>;
}
