using System.Globalization;
using WaStore.Fast.Sqlite.Tests.Crashes;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Stores.Accounts;

/// <summary>
/// What an account costs that is open and has been idle for a second: managed memory and SQLite's own together, below the bar of 400 KiB (performance.md). Each in a
/// process of its own, since the heap of this one shrinks and grows with other tests. The figures are printed.
/// </summary>
public sealed class AccountMemoryTests(ITestOutputHelper output)
{
    const long Bar = 400 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public Task Many_accounts_in_one_file(int accounts) => AssertBelowTheBarAsync("file", accounts);

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public Task Many_files_of_one_account(int accounts) => AssertBelowTheBarAsync("files", accounts);

    /// <summary>The worst case, for which a host of many files has an option: every statement there is, prepared.</summary>
    [Theory]
    [InlineData(50)]
    public Task Many_files_of_one_account_without_readers_after_every_call_there_is(int accounts) => AssertBelowTheBarAsync("bare", accounts);

    async Task AssertBelowTheBarAsync(string shape, int accounts)
    {
        using var folder = new TempFolder();
        using var child = CrashHostProcess.Start("memory", shape, folder.At("made.db"), accounts.ToString(CultureInfo.InvariantCulture), Bar.ToString(CultureInfo.InvariantCulture));
        var said = await child.ReadLineAsync();
        await child.SucceedAsync();
        var figures = said!.Split(' ').Select(figure => long.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        var (managed, native, busy, process) = (figures[0], figures[1], figures[2], figures[3]);
        output.WriteLine($"{accounts} accounts, {shape}: {Kib(busy)} KiB each busy; idle {Kib(managed)} managed + {Kib(native)} SQLite; process {Kib(process)}");
        Assert.NotEqual(0, native);
        Assert.InRange(managed + native, 1, Bar);
    }

    static string Kib(long bytes) => $"{bytes / 1024.0:0.0}";
}
