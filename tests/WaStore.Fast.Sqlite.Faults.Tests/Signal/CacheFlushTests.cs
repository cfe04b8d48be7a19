using Microsoft.Data.Sqlite;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Faults.Signal;

/// <summary>Every SQLite call of a flush of the Signal cache made to fail once, the first, the second ... until it succeeds untouched.</summary>
public sealed class CacheFlushTests(ITestOutputHelper output) : FaultTest
{
    [Fact]
    public async Task Any_call_fails_once_and_the_flush_is_whole_or_undone_and_can_be_repeated()
    {
        var (template, before, after) = await ExpectAsync();
        var failures = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var nth = 1; ; nth++)
            {
                var (code, rollsBack) = Kind(round, nth);
                var thrown = await FailAsync(template, before, after, () => Fault.Arm(nth, code, rollsBack), Fault.Disarm);
                output.WriteLine($"{nth}, {Fault.Struck}, {code}{(rollsBack ? " with a rollback" : "")}: {thrown?.GetType().Name} {thrown?.Message}");
                if (Fault.Struck is null)
                {
                    Assert.Null(thrown);
                    break;
                }

                if (thrown is not null)
                {
                    failures++;
                    _ = AssertHonest(thrown, code, StoreErrorKind.Database, StoreErrorKind.Connection, StoreErrorKind.RetriesExhausted);
                }
            }
        }

        Assert.True(failures > 100, $"only {failures} calls failed the flush");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_access_to_the_disk_fails_once_below_SQLite(bool isFull)
    {
        FaultVfs.Register();
        var (template, before, after) = await ExpectAsync();
        for (var nth = 1; ; nth++)
        {
            var thrown = await FailAsync(template, before, after, () => FaultVfs.Arm(nth, isFull), FaultVfs.Disarm, FaultVfs.UriOf);
            output.WriteLine($"{nth}, {FaultVfs.Struck}, {FaultVfs.Code}: {thrown?.GetType().Name} {thrown?.Message}");
            if (FaultVfs.Struck is null)
            {
                Assert.NotEqual(1, nth);
                return;
            }
        }
    }

    [Fact]
    public async Task A_caller_who_leaves_while_another_process_has_the_lock_takes_nothing_along()
    {
        var (template, before, after) = await ExpectAsync();
        var path = Copy(template);
        await using var store = await SqliteStore.OpenAsync(path, Options());
        await using var cache = await PendingCache.OpenAsync(store);
        using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        other.Open();
        _ = Scalar(other, "BEGIN IMMEDIATE");
        using var leaving = new CancellationTokenSource();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.FlushAsync(new CancellationToken(canceled: true)));
        cache.AssertPending();

        // Once it has begun, a flush with riders ends: they are borrowed until then.
        var flush = cache.FlushAsync(leaving.Token);
        await leaving.CancelAsync();
        await Task.Delay(20);
        Assert.False(flush.IsCompleted);
        cache.AssertPending();
        Assert.Equal(before, await PendingCache.DescribeAsync(store));
        _ = Scalar(other, "ROLLBACK");
        await flush;
        cache.AssertClean();
        Assert.Equal(after, await PendingCache.DescribeAsync(store));
    }

    [Fact]
    public async Task A_lock_that_is_held_too_long_fails_the_flush_and_keeps_everything()
    {
        var (template, before, after) = await ExpectAsync();
        var path = Copy(template);
        var options = Options();
        options.BusyTimeout = TimeSpan.FromMilliseconds(50);
        await using var store = await SqliteStore.OpenAsync(path, options);
        await using var cache = await PendingCache.OpenAsync(store);
        using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            other.Open();
            _ = Scalar(other, "BEGIN IMMEDIATE");
            var failure = await Assert.ThrowsAsync<StoreException>(() => cache.FlushAsync());
            Assert.True(failure.IsBusyOrLocked);
            cache.AssertPending();
            Assert.Equal(before, await PendingCache.DescribeAsync(store));
        }

        await cache.FlushAsync();
        cache.AssertClean();
        Assert.Equal(after, await PendingCache.DescribeAsync(store));
    }

    /// <summary>One flush with one failure, and then another one without.</summary>
    async Task<Exception?> FailAsync(string template, string before, string after, Action arm, Action disarm, Func<string, string>? uriOf = null)
    {
        var path = Copy(template);
        Exception? thrown;
        await using (var store = await SqliteStore.OpenAsync(uriOf?.Invoke(path) ?? path, Options()))
        {
            await using var cache = await PendingCache.OpenAsync(store);
            arm();
            thrown = await Record.ExceptionAsync(() => cache.FlushAsync());
            disarm();
            AssertSound(path);
            var told = await PendingCache.DescribeAsync(store);
            if (thrown is not null)
            {
                cache.AssertPending();
                Assert.Equal(before, told);
                await cache.FlushAsync();
                told = await PendingCache.DescribeAsync(store);
            }

            cache.AssertClean();
            Assert.Equal(after, told);
            cache.AssertOwned();
        }

        AssertNothingOpen();
        AssertSound(path);
        File.Delete(path);
        return thrown;
    }

    async Task<(string Template, string Before, string After)> ExpectAsync()
    {
        var template = NewPath();
        await using (var store = await SqliteStore.OpenAsync(template, Options()))
        {
            await PendingCache.FillAsync(store);
        }

        await using (var store = await SqliteStore.OpenAsync(Copy(template), Options()))
        {
            await using var cache = await PendingCache.OpenAsync(store);
            cache.AssertPending();
            var before = await PendingCache.DescribeAsync(store);
            await cache.FlushAsync();
            return (template, before, await PendingCache.DescribeAsync(store));
        }
    }
}
