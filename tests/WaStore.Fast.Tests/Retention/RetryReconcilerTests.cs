using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

public sealed class RetryReconcilerTests : IAsyncDisposable
{
    static readonly SignalAddress s_address = Harness.Address(1);
    static readonly byte[] s_baseKey = [5, 1, 2, 3];

    readonly Harness _harness = new();
    readonly RetryReconciler _reconciler;

    public RetryReconcilerTests() => _reconciler = new RetryReconciler(_harness.Store, _harness.Cache.DeleteSessionAsync, _harness.Cache.FlushAsync);

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task The_second_retry_notes_the_base_key_and_the_third_with_the_same_deletes_the_session()
    {
        await StoreSessionAsync();
        Assert.Equal(RetryVerdict.Untouched, await _reconciler.ReconcileAsync(Receipt(1)));
        Assert.Equal(RetryVerdict.Noted, await _reconciler.ReconcileAsync(Receipt(2)));
        Assert.True(await IsNotedAsync());
        Assert.NotNull(await _harness.Store.GetSessionAsync(s_address.Text));
        Assert.Equal(RetryVerdict.DeletedForItsBaseKey, await _reconciler.ReconcileAsync(Receipt(3)));
        Assert.False(await IsNotedAsync());
        Assert.Null(await _harness.Cache.GetSessionAsync(s_address));
        Assert.Null(await _harness.Store.GetSessionAsync(s_address.Text));
    }

    [Fact]
    public async Task A_base_key_that_changed_only_loses_its_note()
    {
        await StoreSessionAsync();
        _ = await _reconciler.ReconcileAsync(Receipt(2));
        Assert.Equal(RetryVerdict.Renewed, await _reconciler.ReconcileAsync(Receipt(3) with { BaseKey = new byte[] { 9 } }));
        Assert.False(await IsNotedAsync());
        Assert.NotNull(await _harness.Store.GetSessionAsync(s_address.Text));
        Assert.Equal(RetryVerdict.Renewed, await _reconciler.ReconcileAsync(Receipt(4)));
    }

    [Fact]
    public async Task A_note_is_of_one_message_and_one_device_and_the_newer_replaces_the_older()
    {
        await StoreSessionAsync();
        _ = await _reconciler.ReconcileAsync(Receipt(2));
        Assert.Equal(RetryVerdict.Renewed, await _reconciler.ReconcileAsync(Receipt(3) with { MessageId = "other" }));
        Assert.Equal(RetryVerdict.Renewed, await _reconciler.ReconcileAsync(Receipt(3) with { Address = Harness.Address(2) }));
        _ = await _reconciler.ReconcileAsync(Receipt(2) with { BaseKey = new byte[] { 9 } });
        Assert.Equal(RetryVerdict.DeletedForItsBaseKey, await _reconciler.ReconcileAsync(Receipt(3) with { BaseKey = new byte[] { 9 } }));
    }

    [Fact]
    public async Task Without_the_message_nothing_is_noted_and_nothing_deleted()
    {
        await StoreSessionAsync();
        Assert.Equal(RetryVerdict.Untouched, await _reconciler.ReconcileAsync(Receipt(2) with { IsMessageHeld = false }));
        Assert.False(await IsNotedAsync());
        _ = await _reconciler.ReconcileAsync(Receipt(2));
        Assert.Equal(RetryVerdict.Untouched, await _reconciler.ReconcileAsync(Receipt(3) with { IsMessageHeld = false, RegistrationId = 7, SessionRegistrationId = 8 }));
        Assert.True(await IsNotedAsync());
        Assert.NotNull(await _harness.Store.GetSessionAsync(s_address.Text));
    }

    [Theory]
    [InlineData(7u, 8u, false, RetryVerdict.DeletedForItsRegistration)]
    [InlineData(8u, 8u, false, RetryVerdict.Untouched)]
    [InlineData(7u, 8u, true, RetryVerdict.Untouched)]
    [InlineData(7u, 0u, false, RetryVerdict.Untouched)]
    [InlineData(null, 8u, false, RetryVerdict.Untouched)]
    public async Task Another_registration_without_keys_deletes_the_session(uint? received, uint ours, bool hasKeys, RetryVerdict expected)
    {
        await StoreSessionAsync();
        Assert.Equal(expected, await _reconciler.ReconcileAsync(Receipt(1) with { RegistrationId = received, SessionRegistrationId = ours, HasKeyBundle = hasKeys }));
        Assert.Equal(expected == RetryVerdict.Untouched, await _harness.Store.GetSessionAsync(s_address.Text) is not null);
    }

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_compare()
    {
        Assert.Equal(RetryVerdict.Untouched, await _reconciler.ReconcileAsync(Receipt(2) with { BaseKey = default }));
        Assert.Equal(RetryVerdict.Untouched, await _reconciler.ReconcileAsync(Receipt(3) with { BaseKey = default }));
    }

    [Fact]
    public async Task The_note_and_the_session_go_in_one_commit_and_after_a_failure_the_next_receipt_finds_both()
    {
        await StoreSessionAsync();
        _ = await _reconciler.ReconcileAsync(Receipt(2));
        _harness.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => _reconciler.ReconcileAsync(Receipt(3)).AsTask());
        Assert.True(await IsNotedAsync());
        Assert.NotNull(await _harness.Store.GetSessionAsync(s_address.Text));
        var commits = _harness.Steering.CountOf(Bed.Commit);
        Assert.Equal(RetryVerdict.DeletedForItsBaseKey, await _reconciler.ReconcileAsync(Receipt(3)));
        Assert.Equal(1, _harness.Steering.CountOf(Bed.Commit) - commits);
        Assert.False(await IsNotedAsync());
        Assert.Null(await _harness.Store.GetSessionAsync(s_address.Text));
    }

    [Fact]
    public async Task Notes_expire()
    {
        var bed = new Bed();
        await bed.Store.SaveBaseKeyAsync("a", "m", s_baseKey);
        bed.Time.Advance(MaintenancePolicy.BaseKeyRetention + TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await bed.Store.MaintainAsync(new MaintenanceOptions { TimeProvider = bed.Time }.Cutoffs())).BaseKeys);
        Assert.False(await bed.Store.HasSameBaseKeyAsync("a", "m", s_baseKey));
    }

    static RetryReceipt Receipt(int retry) => new() { Address = s_address, MessageId = "m", RetryCount = retry, IsMessageHeld = true, BaseKey = s_baseKey };

    async Task StoreSessionAsync()
    {
        await _harness.Cache.PutSessionAsync(s_address, ChainRecord.New(1));
        await _harness.Cache.FlushAsync();
    }

    async Task<bool> IsNotedAsync() => await _harness.Store.HasSameBaseKeyAsync(s_address.Text, "m", s_baseKey);
}
