using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Sqlite.Tests.Crashes;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>The marker of a clean close is believed of exactly this file in exactly this state, and as a whole (design.md 4, "clean-shutdown marker").</summary>
public sealed class MarkerTests : OwnershipTest
{
    static readonly (uint Session, uint SenderKey) s_exact = (3, 3);
    static readonly (uint Session, uint SenderKey) s_burnt = (64, 64);

    [Fact]
    public async Task A_copy_with_its_owner_file_burns_and_the_original_does_not()
    {
        _ = await SendAndCloseAsync(3);
        var copy = Folder.At("copy.db");
        File.Copy(DatabasePath, copy);
        File.Copy(OwnerPath, copy + OwnerFile.Suffix);
        SetSameTime(copy, DatabasePath);

        await using (var copied = await OwnedAccount.OpenAsync(copy))
        {
            Assert.Equal(s_burnt, await copied.SendAsync());
        }

        Assert.Equal(s_exact, await SendAndCloseAsync(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_older_copy_put_back_burns(bool renamed)
    {
        _ = await SendAndCloseAsync(1);
        var older = Folder.At("older.db");
        File.Copy(DatabasePath, older);
        _ = await SendAndCloseAsync(2);
        var newest = Folder.At("newest.db");
        File.Copy(DatabasePath, newest);

        if (renamed)
        {
            File.Move(older, DatabasePath, overwrite: true);
        }
        else
        {
            File.Copy(older, DatabasePath, overwrite: true);
        }

        SetSameTime(DatabasePath, newest);
        Assert.Equal(new FileInfo(newest).Length, new FileInfo(DatabasePath).Length);
        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_writer_in_between_burns()
    {
        _ = await SendAndCloseAsync(3);
        using (var other = CrashHostProcess.Start("sql", DatabasePath, ForeignWrite))
        {
            Assert.Equal("done", await other.ReadLineAsync());
        }

        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_writer_between_the_opening_of_the_file_and_of_the_cache_burns()
    {
        _ = await SendAndCloseAsync(3);
        await using var database = await SqliteDatabase.OpenAsync(DatabasePath);
        RunForeign(ForeignWrite);

        await using var cache = await OwnedAccount.OpenCacheAsync(database.Account(1));
        Assert.Equal(s_burnt, await CrashHost.Chains.SendAsync(cache));
    }

    [Fact]
    public async Task A_plain_writer_of_ours_in_between_burns_and_a_reader_does_not()
    {
        _ = await SendAndCloseAsync(3);
        await using (var reader = await SqliteStore.OpenAsync(DatabasePath))
        {
            Assert.NotNull(await reader.GetSessionAsync(CrashHost.Chains.Address.Text));
        }

        RunForeign("SELECT count(*) FROM sessions");
        Assert.Equal(s_exact, await SendAndCloseAsync(1));
        await using (var writer = await SqliteStore.OpenAsync(DatabasePath))
        {
            await writer.StoreSentMessageAsync("chat", "id", new byte[] { 1 });
        }

        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_writer_beside_the_closing_cache_burns()
    {
        var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.Cache.FlushAsync();
        RunForeign(ForeignWrite);
        await owned.DisposeAsync();

        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_log_that_is_left_burns()
    {
        _ = await SendAndCloseAsync(3);
        await File.WriteAllBytesAsync(DatabasePath + "-wal", new byte[32]);

        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task Somebody_who_has_the_file_open_at_the_close_keeps_the_log_and_it_burns()
    {
        using (var witness = new Schema.WitnessConnection(DatabasePath))
        {
            _ = await SendAndCloseAsync(3);
            _ = witness.QueryRows("SELECT count(*) FROM sqlite_master");
            _ = await SendAndCloseAsync(1);
            Assert.Equal(OwnerName.Length, new FileInfo(OwnerPath).Length);
        }
    }

    [Fact]
    public async Task Nothing_but_the_whole_marker_is_believed()
    {
        _ = await SendAndCloseAsync(3);
        _ = await SendAndCloseAsync(3, account: 2);
        var good = await File.ReadAllBytesAsync(OwnerPath);
        Assert.Equal([1, 2], Take(good)!.Lives.Keys.Order());
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Null(Take(good[..length]));
        }

        for (var place = OwnerName.Length; place < good.Length; place++)
        {
            byte[] flipped = [.. good];
            flipped[place] ^= 1;
            Assert.Null(Take(flipped));
        }

        Assert.Null(Take([.. good, 0]));
        Assert.Null(Take([.. good, .. good[OwnerName.Length..]]));
        Assert.Null(Take([.. good, .. new byte[4 << 20]]));
        Assert.Null(Take([.. good[..OwnerName.Length], .. Enumerable.Repeat((byte)0xFF, 3000)]));
        // A torn write over a longer one leaves zeros or the old bytes behind some block's end.
        for (var end = OwnerName.Length; end < good.Length; end += 7)
        {
            Assert.Null(Take([.. good[..end], .. new byte[good.Length - end]]));
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("torn")]
    [InlineData("noise")]
    [InlineData("huge")]
    [InlineData("hostile count")]
    public async Task A_spoilt_owner_file_burns_and_is_good_again_after(string kind)
    {
        _ = await SendAndCloseAsync(3);
        var good = await File.ReadAllBytesAsync(OwnerPath);
        byte[] spoilt = kind switch
        {
            "nothing" => [],
            "torn" => good[..^40],
            "noise" => [.. good.Select(static (value, at) => (byte)(value ^ (at * 31)))],
            "huge" => [.. good, .. new byte[16 << 20]],
            _ => [.. good[..(OwnerName.Length + 8)], 0xFF, 0xFF, 0xFF, 0x7F, .. good[(OwnerName.Length + 12)..]],
        };
        await File.WriteAllBytesAsync(OwnerPath, spoilt);

        Assert.Equal(s_burnt, await SendAndCloseAsync(1));
        Assert.Equal((65u, 65u), await SendAndCloseAsync(1));
    }

    [Fact]
    public void A_marker_says_what_it_was_given()
    {
        var stat = new FileStat(1, UInt128.MaxValue - 5, long.MaxValue, -3, 4, IsRegular: true);
        var lives = new Dictionary<int, byte[]> { [1] = Incarnation.Create().AsSpan().ToArray(), [int.MaxValue] = new byte[16] };
        var read = CleanMarker.TryDecode(new CleanMarker(stat, lives).Encode())!;
        Assert.Equal(stat, read.File);
        Assert.Equal(lives, read.Lives);
        Assert.Empty(CleanMarker.TryDecode(new CleanMarker(stat, new Dictionary<int, byte[]>()).Encode())!.Lives);
    }

    // To the nanosecond, which .NET does not set.
    static void SetSameTime(string path, string reference)
    {
        if (OperatingSystem.IsWindows())
        {
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(reference));
            return;
        }

        using var touch = System.Diagnostics.Process.Start("touch", ["-r", reference, path]);
        touch.WaitForExit();
        Assert.Equal(FileStat.Of(reference)!.Value.Modified, FileStat.Of(path)!.Value.Modified);
    }

    CleanMarker? Take(byte[] content)
    {
        var database = Folder.At("marker-only.db");
        File.WriteAllBytes(database + OwnerFile.Suffix, content);
        using var file = OwnerFile.Acquire(database, DateTimeOffset.UtcNow);
        var marker = file.TakeMarker();
        Assert.Null(file.TakeMarker());
        Assert.Equal(OwnerName.Length, new FileInfo(database + OwnerFile.Suffix).Length);
        return marker;
    }
}
