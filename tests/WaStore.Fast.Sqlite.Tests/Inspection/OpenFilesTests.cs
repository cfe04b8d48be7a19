using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Inspection;

/// <summary>A file that this process has open is not read by another descriptor, whose closing would drop its locks.</summary>
public sealed class OpenFilesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_inspection_of_an_open_store_is_refused_by_any_name_until_it_is_closed(bool throughLinks)
    {
        using var folder = new Stores.TempFolder();
        using var elsewhere = new Stores.TempFolder();
        var path = folder.At("store.db");
        if (throughLinks)
        {
            _ = Directory.CreateSymbolicLink(elsewhere.At("link"), folder.At("."));
            File.CreateSymbolicLink(elsewhere.At("store.db"), Path.Combine(elsewhere.At("link"), "store.db"));
        }

        var name = throughLinks ? elsewhere.At("store.db") : path;
        await using (var first = await SqliteDatabase.OpenAsync(path))
        {
            await using (await SqliteDatabase.OpenAsync(path))
            {
                AssertRefused(name);
            }

            AssertRefused(name);
        }

        Assert.Empty(StoreInspection.Read(name).Accounts);
    }

    [Fact]
    public async Task A_store_waits_until_the_file_is_read()
    {
        using var folder = new Stores.TempFolder();
        var path = folder.At("store.db");
        await (await SqliteDatabase.OpenAsync(path)).DisposeAsync();
        Task<SqliteDatabase> opening;
        using (OpenFiles.Read(path))
        {
            opening = SqliteDatabase.OpenAsync(path).AsTask();
            await Task.Delay(50);
            Assert.False(opening.IsCompleted);
        }

        await using var database = await opening;
        AssertRefused(path);
    }

    [Fact]
    public async Task A_file_that_could_not_be_opened_is_not_taken_for_open()
    {
        using var folder = new Stores.TempFolder();
        await File.WriteAllBytesAsync(folder.At("store.db"), new byte[5_000]);
        _ = await Assert.ThrowsAsync<StoreException>(async () => await SqliteDatabase.OpenAsync(folder.At("store.db")));

        using (OpenFiles.Read(folder.At("store.db")))
        {
        }
    }

    static void AssertRefused(string path)
    {
        var refused = Assert.Throws<StoreException>(() => StoreInspection.Read(path));
        Assert.Equal(StoreErrorKind.Connection, refused.Kind);
        Assert.Contains("this process has it open", refused.Message, StringComparison.Ordinal);
    }
}
