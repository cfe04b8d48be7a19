using System.Runtime.Versioning;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>The file beside the database: deleted, replaced, or made by somebody who means no good.</summary>
public sealed class OwnerFileTests : OwnershipTest
{
    [Fact]
    public async Task Deleted_while_it_is_held_it_is_held_again_at_the_next_flush()
    {
        await using var owned = await OpenAsync();
        File.Delete(OwnerPath);

        _ = await owned.SendAsync();

        Assert.True(File.Exists(OwnerPath));
        Assert.Contains(Logger.Warnings, warning => warning.Contains("was deleted or replaced", StringComparison.Ordinal));
        Assert.StartsWith("refused", await AskForAsync(DatabasePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_and_taken_by_another_process_nothing_is_written_any_more()
    {
        await using var owned = await OpenAsync();
        var last = await owned.SendAsync(3);
        await owned.Cache.FlushAsync();
        File.Delete(OwnerPath);
        using var other = await OtherOwnerAsync(DatabasePath);

        var lost = await Assert.ThrowsAsync<StoreException>(() => owned.SendAsync(65));
        Assert.Equal(StoreErrorKind.Connection, lost.Kind);
        Assert.Contains($"process {other.Id} ", lost.Message, StringComparison.Ordinal);
        Assert.Equal(lost.Kind, owned.Cache.Health.LastFailureKind);

        // What this one may still have sent is below the lease, and the other goes on above it.
        other.Say("send");
        Assert.Equal("64 64", await other.ReadLineAsync());
        Assert.Equal((2u, 2u), last);
        await Assert.ThrowsAsync<StoreException>(async () => await owned.Cache.DisposeAsync());
        await owned.Cache.ClearAsync();
        await owned.Cache.DisposeAsync();
    }

    [Fact]
    public async Task Deleted_at_the_end_there_is_no_marker_on_a_file_that_is_not_ours()
    {
        var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.Cache.DisposeAsync();
        await File.WriteAllTextAsync(OwnerPath + ".new", "x");
        File.Move(OwnerPath + ".new", OwnerPath, overwrite: true);
        await owned.Store.DisposeAsync();

        Assert.Equal("x", await File.ReadAllTextAsync(OwnerPath));
        await using var next = await OpenAsync();
        Assert.Equal((64u, 64u), await next.SendAsync());
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("link")]
    [InlineData("dangling link")]
    public async Task What_is_no_file_is_not_used(string kind)
    {
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(OwnerPath);
                break;
            case "link":
                await File.WriteAllTextAsync(Folder.At("precious"), "content");
                File.CreateSymbolicLink(OwnerPath, Folder.At("precious"));
                break;
            default:
                File.CreateSymbolicLink(OwnerPath, Folder.At("nothing"));
                break;
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());

        Assert.Equal(StoreErrorKind.Connection, refused.Kind);
        Assert.Contains(OwnerPath, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.At("nothing")));
        if (kind == "link")
        {
            Assert.Equal("content", await File.ReadAllTextAsync(Folder.At("precious")));
        }
    }

    [Fact]
    public async Task Somebody_who_only_reads_it_for_a_moment_is_waited_for()
    {
        await File.WriteAllTextAsync(OwnerPath, "");
        // A busy machine may stretch the moment.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var owned = await OpenBesideReaderAsync();
                return;
            }
            catch (StoreException) when (tries < 20)
            {
            }
        }
    }

    async Task<OwnedAccount> OpenBesideReaderAsync()
    {
        Task<OwnedAccount> opening;
        using var starting = new SemaphoreSlim(0);
        // .NET locks what it opens, on Unix by the same means.
        using (File.Open(OwnerPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write))
        {
            opening = Task.Run(async () =>
            {
                var store = await SqliteStore.OpenAsync(DatabasePath);
                await store.DisposeAsync();
                _ = starting.Release();
                return await OpenAsync();
            });
            await starting.WaitAsync();
            await Task.Delay(1);
        }

        return await opening;
    }

    [Engine.UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task In_a_folder_that_cannot_be_written_the_cause_is_said()
    {
        await using (await SqliteStore.OpenAsync(DatabasePath))
        {
        }

        await using var store = await SqliteStore.OpenAsync(DatabasePath);
        var folder = Path.GetDirectoryName(DatabasePath)!;
        var mode = File.GetUnixFileMode(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var refused = await Assert.ThrowsAsync<StoreException>(async () => await OwnedAccount.OpenCacheAsync(store));
            Assert.Equal(StoreErrorKind.Connection, refused.Kind);
            Assert.Contains(OwnerPath, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(folder, mode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("WaStore.Fast owner")]
    [InlineData("WaStore.Fast owner\npid=x\nprogram=a\nhost=b\nsince=c\n")]
    [InlineData("WaStore.Fast owner\npid=99999999999999999999\nprogram=a\nhost=b\nsince=c\n")]
    [InlineData("something\nelse\n\n\n\n\n\n")]
    public void A_name_that_is_none_is_not_repeated(string text) => Assert.Equal("another process", OwnerName.Describe(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_name_cannot_bring_escape_sequences_into_a_message()
    {
        var text = $"WaStore.Fast owner\npid=7\nprogram=a\u001b[31m\rb\nhost={new string('h', 400)}\nsince=now\n";
        var described = OwnerName.Describe(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal($"process 7 (a[31mb) on host '{new string('h', 100)}' since now", described);
        Assert.StartsWith("process ", OwnerName.Describe(OwnerName.OfThisProcess(DateTimeOffset.UtcNow)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DriveType.Network, "whatever", "whatever")]
    [InlineData(DriveType.Fixed, "nfs4", "nfs4")]
    [InlineData(DriveType.Fixed, "fuseblk", "fuseblk")]
    [InlineData(DriveType.Unknown, "SMB2", "SMB2")]
    [InlineData(DriveType.Fixed, "ext4", null)]
    [InlineData(DriveType.Ram, "tmpfs", null)]
    [InlineData(DriveType.Fixed, "NTFS", null)]
    public void File_systems_of_other_machines_are_told_from_local_ones(DriveType type, string format, string? expected) =>
        Assert.Equal(expected, NetworkFileSystem.Judge(type, format));

    [Fact]
    public async Task A_local_file_system_gives_no_warning()
    {
        await using var owned = await OpenAsync();
        Assert.Null(owned.Store.Health.NetworkFileSystem);
        Assert.Empty(Logger.Warnings);
    }
}
