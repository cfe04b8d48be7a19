using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Sqlite.Tests.Stores.Contracts;

// Every contract suite on a file that a newer upstream has migrated: without msg_secrets.created_at, with its indexes, with others' tables.

public static class FileOfNewerUpstreamSuites
{
    public sealed class CollectionVersion : CollectionVersionContract<FileOfNewerUpstream>;

    public sealed class FullCollectionVersion : FullCollectionVersionContract<FileOfNewerUpstream>;

    public sealed class MutationMac : MutationMacContract<FileOfNewerUpstream>;

    public sealed class Patch : PatchContract<FileOfNewerUpstream>;

    public sealed class SyncKey : SyncKeyContract<FileOfNewerUpstream>;

    public sealed class DeviceRow : DeviceRowContract<FileOfNewerUpstream>;

    public sealed class FullAccount : FullAccountContract<FileOfNewerUpstream>;

    public sealed class FullMsgSecret : FullMsgSecretContract<FileOfNewerUpstream>;

    public sealed class MsgSecret : MsgSecretContract<FileOfNewerUpstream>;

    public sealed class Commit : CommitContract<FileOfNewerUpstream>;

    public sealed class Concurrency : ConcurrencyContract<FileOfNewerUpstream>;

    public sealed class EveryMember : EveryMemberContract<FileOfNewerUpstream>;

    public sealed class FullCommit : FullCommitContract<FileOfNewerUpstream>;

    public sealed class FullConcurrency : FullConcurrencyContract<FileOfNewerUpstream>;

    public sealed class FullIsolation : FullIsolationContract<FileOfNewerUpstream>;

    public sealed class FullMaintenance : FullMaintenanceContract<FileOfNewerUpstream>;

    public sealed class FullSnapshot : FullSnapshotContract<FileOfNewerUpstream>;

    public sealed class Snapshot : SnapshotContract<FileOfNewerUpstream>;

    public sealed class BaseKey : BaseKeyContract<FileOfNewerUpstream>;

    public sealed class DeviceList : DeviceListContract<FileOfNewerUpstream>;

    public sealed class FullBaseKey : FullBaseKeyContract<FileOfNewerUpstream>;

    public sealed class FullGroupMetadata : FullGroupMetadataContract<FileOfNewerUpstream>;

    public sealed class FullPendingInbound : FullPendingInboundContract<FileOfNewerUpstream>;

    public sealed class FullSentMessage : FullSentMessageContract<FileOfNewerUpstream>;

    public sealed class LidMapping : LidMappingContract<FileOfNewerUpstream>;

    public sealed class SenderKeyDevice : SenderKeyDeviceContract<FileOfNewerUpstream>;

    public sealed class SentMessage : SentMessageContract<FileOfNewerUpstream>;

    public sealed class TcToken : TcTokenContract<FileOfNewerUpstream>;

    public sealed class TcTokenExpiry : TcTokenExpiryContract<FileOfNewerUpstream>;

    public sealed class FullSignal : FullSignalContract<FileOfNewerUpstream>;

    public sealed class Identity : IdentityContract<FileOfNewerUpstream>;

    public sealed class PreKey : PreKeyContract<FileOfNewerUpstream>;

    public sealed class SenderKey : SenderKeyContract<FileOfNewerUpstream>;

    public sealed class Session : SessionContract<FileOfNewerUpstream>;

    public sealed class SignedPreKey : SignedPreKeyContract<FileOfNewerUpstream>;
}
