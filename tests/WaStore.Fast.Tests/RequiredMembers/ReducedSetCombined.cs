using WaStore.Fast.Contracts.AppSync;
using WaStore.Fast.Contracts.Device;
using WaStore.Fast.Contracts.MsgSecret;
using WaStore.Fast.Contracts.Primitives;
using WaStore.Fast.Contracts.Protocol;
using WaStore.Fast.Contracts.Signal;

namespace WaStore.Fast.Tests.RequiredMembers;

// The same set over five separate stores combined.

public sealed class CombinedSession : SessionContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedIdentity : IdentityContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedPreKey : PreKeyContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSignedPreKey : SignedPreKeyContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSenderKey : SenderKeyContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSyncKey : SyncKeyContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedCollectionVersion : CollectionVersionContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedMutationMac : MutationMacContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedPatch : PatchContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSenderKeyDevice : SenderKeyDeviceContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedLidMapping : LidMappingContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedBaseKey : BaseKeyContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedDeviceList : DeviceListContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedTcToken : TcTokenContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedTcTokenExpiry : TcTokenExpiryContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSentMessage : SentMessageContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedMsgSecret : MsgSecretContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedDeviceRow : DeviceRowContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedEveryMember : EveryMemberContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedCommit : CommitContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedSnapshot : SnapshotContract<RequiredMembersFixture.FiveStores>;

public sealed class CombinedConcurrency : ConcurrencyContract<RequiredMembersFixture.FiveStores>;
