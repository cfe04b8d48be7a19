using WaStore.Fast.Retention;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Retention;

public sealed class TcTokenTests
{
    const long Week = 604_800;

    static readonly TcContact s_contact = new("100", "15550000001");
    static readonly byte[] s_token = [1, 2, 3];

    readonly Bed _bed = new();
    readonly TcTokens _tokens;
    TcContact _self = new("999", "15559999999");

    public TcTokenTests() => _tokens = new TcTokens(_bed.Backend, () => _self, _bed.Time);

    [Fact]
    public async Task It_is_filed_under_the_lid_if_that_is_known()
    {
        await _tokens.ReceiveAsync(s_contact, s_token, _bed.Now);
        await _tokens.ReceiveAsync(new TcContact(null, "2"), s_token, _bed.Now);
        Assert.Equal(["100", "2"], (await _bed.Store.GetAllTcTokenJidsAsync()).Order());
        Assert.Equal(s_token, await SendableAsync(s_contact));
        Assert.Equal(s_token, await SendableAsync(new TcContact("100", null)));
        Assert.Equal(s_token, await SendableAsync(new TcContact(null, "2")));
        Assert.Null(await SendableAsync(new TcContact(null, "15550000001")));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => _tokens.GetSendableAsync(default).AsTask());
    }

    [Fact]
    public async Task What_was_filed_under_the_number_still_counts_when_the_lid_becomes_known()
    {
        await _tokens.ReceiveAsync(new TcContact(null, s_contact.Phone), s_token, _bed.Now);
        await _tokens.NoteIssuedAsync(new TcContact(null, s_contact.Phone), _bed.Now);
        Assert.Equal(s_token, await SendableAsync(s_contact));
        Assert.False(await _tokens.IsIssueDueAsync(s_contact));
        // Now there are two rows: the LID's is a placeholder, then a token of its own.
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now + 1);
        Assert.Equal(s_token, await SendableAsync(s_contact));
        await _tokens.ReceiveAsync(s_contact, new byte[] { 9 }, _bed.Now);
        Assert.Equal([9], await SendableAsync(s_contact));
    }

    [Fact]
    public async Task An_expired_token_is_not_sent_and_a_placeholder_is_none()
    {
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now);
        Assert.Null(await SendableAsync(s_contact));
        await _tokens.ReceiveAsync(s_contact, s_token, _bed.Now);
        _bed.Time.Advance(TimeSpan.FromSeconds(3 * Week));
        Assert.Equal(s_token, await SendableAsync(s_contact));
        _bed.Time.Advance(TimeSpan.FromSeconds(Week));
        Assert.Null(await SendableAsync(s_contact));
        _tokens.Timing = new TcTokenTiming { Buckets = 5 };
        Assert.Equal(s_token, await SendableAsync(s_contact));
    }

    [Fact]
    public async Task One_is_issued_once_in_a_bucket()
    {
        Assert.True(await _tokens.IsIssueDueAsync(s_contact));
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now);
        Assert.False(await _tokens.IsIssueDueAsync(s_contact));
        _bed.Time.Advance(TimeSpan.FromSeconds(Week));
        Assert.True(await _tokens.IsIssueDueAsync(s_contact));
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now);
        await _tokens.NoteIssuedAsync(s_contact, 5);
        Assert.False(await _tokens.IsIssueDueAsync(s_contact));
    }

    [Fact]
    public async Task A_clock_that_went_back_issues_none()
    {
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now + (9 * Week));
        Assert.False(await _tokens.IsIssueDueAsync(s_contact));
    }

    [Theory]
    [InlineData("999", null)]
    [InlineData(null, "15559999999")]
    [InlineData("1", "15559999999")]
    public async Task Never_to_ourselves(string? lid, string? phone)
    {
        var us = new TcContact(lid, phone);
        Assert.False(await _tokens.IsIssueDueAsync(us));
        await _tokens.NoteIssuedAsync(us, _bed.Now);
        await _tokens.ReceiveAsync(us, s_token, _bed.Now);
        Assert.Empty(_bed.Steering.Calls);
        _self = default;
        Assert.True(await _tokens.IsIssueDueAsync(us));
    }

    [Fact]
    public async Task The_newer_token_wins_and_an_empty_one_is_none()
    {
        await _tokens.NoteIssuedAsync(s_contact, 50);
        await _tokens.ReceiveAsync(s_contact, s_token, _bed.Now);
        await _tokens.ReceiveAsync(s_contact, new byte[] { 9 }, _bed.Now - 1);
        await _tokens.ReceiveAsync(s_contact, Array.Empty<byte>(), _bed.Now + 1);
        Assert.Equal(new TcToken(s_token, _bed.Now, 50), await _bed.Store.GetTcTokenAsync("100"));
    }

    [Fact]
    public async Task A_row_is_swept_when_both_sides_are_stale()
    {
        await _tokens.ReceiveAsync(s_contact, s_token, _bed.Now);
        await _tokens.NoteIssuedAsync(s_contact, _bed.Now + (2 * Week));
        Assert.Equal((0, 0, 1), (await SweptAsync(3), await SweptAsync(2), await SweptAsync(1)));
    }

    async Task<int> SweptAsync(int weeks)
    {
        _bed.Time.Advance(TimeSpan.FromSeconds(weeks * Week));
        return (await _bed.Store.MaintainAsync(new MaintenanceOptions { TimeProvider = _bed.Time, TcTokenTiming = () => _tokens.Timing }.Cutoffs())).TcTokens;
    }

    async Task<byte[]?> SendableAsync(TcContact contact) => (await _tokens.GetSendableAsync(contact))?.ToArray();
}
