using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Sqlite.Tests.Stores.Contracts;

// Every contract suite on a file with one reader.

public static class FileWithReaderSuites
{
    public sealed class CollectionVersion : CollectionVersionContract<FileWithReader>;

    public sealed class FullCollectionVersion : FullCollectionVersionContract<FileWithReader>;

    public sealed class MutationMac : MutationMacContract<FileWithReader>;

    public sealed class Patch : PatchContract<FileWithReader>;

    public sealed class SyncKey : SyncKeyContract<FileWithReader>;

    public sealed class DeviceRow : DeviceRowContract<FileWithReader>;

    public sealed class FullAccount : FullAccountContract<FileWithReader>;

    public sealed class FullMsgSecret : FullMsgSecretContract<FileWithReader>;

    public sealed class MsgSecret : MsgSecretContract<FileWithReader>;

    public sealed class Commit : CommitContract<FileWithReader>;

    public sealed class Concurrency : ConcurrencyContract<FileWithReader>;

    public sealed class EveryMember : EveryMemberContract<FileWithReader>;

    public sealed class FullCommit : FullCommitContract<FileWithReader>;

    public sealed class FullConcurrency : FullConcurrencyContract<FileWithReader>;

    public sealed class FullIsolation : FullIsolationContract<FileWithReader>;

    public sealed class FullMaintenance : FullMaintenanceContract<FileWithReader>;

    public sealed class FullMisuse : FullMisuseContract<FileWithReader>;

    public sealed class FullModel : FullModelContract<FileWithReader>;

    public sealed class FullSnapshot : FullSnapshotContract<FileWithReader>;

    public sealed class Snapshot : SnapshotContract<FileWithReader>;

    public sealed class BaseKey : BaseKeyContract<FileWithReader>;

    public sealed class DeviceList : DeviceListContract<FileWithReader>;

    public sealed class FullBaseKey : FullBaseKeyContract<FileWithReader>;

    public sealed class FullGroupMetadata : FullGroupMetadataContract<FileWithReader>;

    public sealed class FullPendingInbound : FullPendingInboundContract<FileWithReader>;

    public sealed class FullSentMessage : FullSentMessageContract<FileWithReader>;

    public sealed class LidMapping : LidMappingContract<FileWithReader>;

    public sealed class SenderKeyDevice : SenderKeyDeviceContract<FileWithReader>;

    public sealed class SentMessage : SentMessageContract<FileWithReader>;

    public sealed class TcToken : TcTokenContract<FileWithReader>;

    public sealed class TcTokenExpiry : TcTokenExpiryContract<FileWithReader>;

    public sealed class FullSignal : FullSignalContract<FileWithReader>;

    public sealed class Identity : IdentityContract<FileWithReader>;

    public sealed class PreKey : PreKeyContract<FileWithReader>;

    public sealed class SenderKey : SenderKeyContract<FileWithReader>;

    public sealed class Session : SessionContract<FileWithReader>;

    public sealed class SignedPreKey : SignedPreKeyContract<FileWithReader>;
}
