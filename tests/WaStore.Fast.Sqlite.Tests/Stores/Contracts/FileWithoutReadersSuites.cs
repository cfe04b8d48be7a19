using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Sqlite.Tests.Stores.Contracts;

// Every contract suite on a file without readers.

public static class FileWithoutReadersSuites
{
    public sealed class CollectionVersion : CollectionVersionContract<FileWithoutReaders>;

    public sealed class FullCollectionVersion : FullCollectionVersionContract<FileWithoutReaders>;

    public sealed class MutationMac : MutationMacContract<FileWithoutReaders>;

    public sealed class Patch : PatchContract<FileWithoutReaders>;

    public sealed class SyncKey : SyncKeyContract<FileWithoutReaders>;

    public sealed class DeviceRow : DeviceRowContract<FileWithoutReaders>;

    public sealed class FullAccount : FullAccountContract<FileWithoutReaders>;

    public sealed class FullMsgSecret : FullMsgSecretContract<FileWithoutReaders>;

    public sealed class MsgSecret : MsgSecretContract<FileWithoutReaders>;

    public sealed class Commit : CommitContract<FileWithoutReaders>;

    public sealed class Concurrency : ConcurrencyContract<FileWithoutReaders>;

    public sealed class EveryMember : EveryMemberContract<FileWithoutReaders>;

    public sealed class FullCommit : FullCommitContract<FileWithoutReaders>;

    public sealed class FullConcurrency : FullConcurrencyContract<FileWithoutReaders>;

    public sealed class FullIsolation : FullIsolationContract<FileWithoutReaders>;

    public sealed class FullMaintenance : FullMaintenanceContract<FileWithoutReaders>;

    public sealed class FullMisuse : FullMisuseContract<FileWithoutReaders>;

    public sealed class FullModel : FullModelContract<FileWithoutReaders>;

    public sealed class FullSnapshot : FullSnapshotContract<FileWithoutReaders>;

    public sealed class Snapshot : SnapshotContract<FileWithoutReaders>;

    public sealed class BaseKey : BaseKeyContract<FileWithoutReaders>;

    public sealed class DeviceList : DeviceListContract<FileWithoutReaders>;

    public sealed class FullBaseKey : FullBaseKeyContract<FileWithoutReaders>;

    public sealed class FullGroupMetadata : FullGroupMetadataContract<FileWithoutReaders>;

    public sealed class FullPendingInbound : FullPendingInboundContract<FileWithoutReaders>;

    public sealed class FullSentMessage : FullSentMessageContract<FileWithoutReaders>;

    public sealed class LidMapping : LidMappingContract<FileWithoutReaders>;

    public sealed class SenderKeyDevice : SenderKeyDeviceContract<FileWithoutReaders>;

    public sealed class SentMessage : SentMessageContract<FileWithoutReaders>;

    public sealed class TcToken : TcTokenContract<FileWithoutReaders>;

    public sealed class TcTokenExpiry : TcTokenExpiryContract<FileWithoutReaders>;

    public sealed class FullSignal : FullSignalContract<FileWithoutReaders>;

    public sealed class Identity : IdentityContract<FileWithoutReaders>;

    public sealed class PreKey : PreKeyContract<FileWithoutReaders>;

    public sealed class SenderKey : SenderKeyContract<FileWithoutReaders>;

    public sealed class Session : SessionContract<FileWithoutReaders>;

    public sealed class SignedPreKey : SignedPreKeyContract<FileWithoutReaders>;
}
