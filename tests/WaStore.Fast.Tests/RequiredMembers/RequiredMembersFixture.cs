using WaStore.Fast.Contracts;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

/// <summary>The backend of required members, for the suites of the reduced set.</summary>
public sealed class RequiredMembersFixture : BackendFixture
{
    RequiredMembersFixture(Func<TimeProvider, IBackend> make) => Backend = make(Clock);

    public override IBackend Backend { get; }

    public override IReadOnlySet<string> Unsupported { get; } = new HashSet<string>
    {
        nameof(IBackend.HasSignalStateForUserAsync),
        nameof(IBackend.GetSignalAddressesAsync),
        nameof(IBackend.DeleteExpiredBaseKeysAsync),
        nameof(IBackend.GetGroupMetadataAsync),
        nameof(IBackend.PutGroupMetadataAsync),
        nameof(IBackend.DeleteGroupMetadataAsync),
        nameof(IBackend.GetSentMessageAsync),
        nameof(IBackend.GetPendingInboundAsync),
        nameof(IBackend.StorePendingInboundAsync),
        nameof(IBackend.StorePendingInboundsAsync),
        nameof(IBackend.DeletePendingInboundAsync),
        nameof(IBackend.DeletePendingInboundsAsync),
        nameof(IBackend.DeleteExpiredPendingInboundAsync),
        nameof(IBackend.GetStoredMsgSecretAsync),
        nameof(IBackend.ListDevicesAsync),
        nameof(IBackend.GetResourceReportAsync),
        nameof(IBackend.ProvisionAsync),
        nameof(IBackend.ResetAsync),
        nameof(IBackend.RemoveAsync),
    };

    /// <summary>One backend.</summary>
    public sealed class OneBackend : IBackendFactory
    {
        public static ValueTask<BackendFixture> CreateAsync() => ProvisionedAsync(static clock => new RequiredMembersBackend(clock));
    }

    /// <summary>Five backends, one for each store, as one.</summary>
    public sealed class FiveStores : IBackendFactory
    {
        public static ValueTask<BackendFixture> CreateAsync() => ProvisionedAsync(static clock => WaStore.Fast.Stores.Backend.Combine(
            new RequiredMembersBackend(clock),
            new RequiredMembersBackend(clock),
            new RequiredMembersBackend(clock),
            new RequiredMembersBackend(clock),
            new RequiredMembersBackend(clock)));
    }

    static async ValueTask<BackendFixture> ProvisionedAsync(Func<TimeProvider, IBackend> make)
    {
        var fixture = new RequiredMembersFixture(make);
        _ = await fixture.Backend.CreateAsync();
        return fixture;
    }
}
