using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Tests.RequiredMembers;

// The reduced set: every suite whose name does not begin with Full.

public sealed class RequiredMembersSession : SessionContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersIdentity : IdentityContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersPreKey : PreKeyContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSignedPreKey : SignedPreKeyContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSenderKey : SenderKeyContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSyncKey : SyncKeyContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersCollectionVersion : CollectionVersionContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersMutationMac : MutationMacContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersPatch : PatchContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSenderKeyDevice : SenderKeyDeviceContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersLidMapping : LidMappingContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersBaseKey : BaseKeyContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersDeviceList : DeviceListContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersTcToken : TcTokenContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersTcTokenExpiry : TcTokenExpiryContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSentMessage : SentMessageContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersMsgSecret : MsgSecretContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersDeviceRow : DeviceRowContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersEveryMember : EveryMemberContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersCommit : CommitContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersSnapshot : SnapshotContract<RequiredMembersFixture.OneBackend>;

public sealed class RequiredMembersConcurrency : ConcurrencyContract<RequiredMembersFixture.OneBackend>;
