using System.Reflection;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What the hot path allocates: nothing beyond the record that the caller makes.</summary>
public sealed class AllocationTests
{
    const int Keys = 200;

    static readonly SignalAddress[] s_addresses = [.. Enumerable.Range(0, Keys).Select(Harness.Address)];
    static readonly SignalAddress[] s_absent = [.. Enumerable.Range(Keys, Keys).Select(Harness.Address)];
    static readonly SenderKeyName[] s_names = [.. Enumerable.Range(0, Keys).Select(Harness.Name)];
    static readonly Key32 s_key = Harness.Key(1);
    static readonly ChainRecord[] s_records = [.. Enumerable.Range(0, Keys).Select(ChainRecord.New)];

    [Fact]
    public async Task Hits_and_known_absences_allocate_nothing()
    {
        await using var cache = Open();
        foreach (var address in s_absent)
        {
            Done(cache.DeleteSessionAsync(address));
        }

        var found = 0;
        AssertNone(() =>
        {
            foreach (var address in s_addresses)
            {
                found += cache.TryGetSession(address, out _) ? 1 : 0;
                found += cache.TryGetSession(address.Text, out _) ? 1 : 0;
                found += Done(cache.GetSessionAsync(address)) is null ? 0 : 1;
                found += Done(cache.HasSessionAsync(address)) ? 1 : 0;
                found += cache.TryGetIdentity(address, out _) ? 1 : 0;
                found += cache.TryIsTrustedIdentity(address, s_key, IdentityDirection.Sending, out _) ? 1 : 0;
                Done(cache.FlushBeforeSendAsync(cache.RecoveryGeneration));
            }

            foreach (var address in s_absent)
            {
                found += cache.TryGetSession(address, out var session) && session is null ? 1 : 0;
                found += cache.TryGetSession(address.Text.AsSpan(), out session) && session is null ? 1 : 0;
                found += Done(cache.HasSessionAsync(address)) ? 0 : 1;
            }

            foreach (var name in s_names)
            {
                found += cache.TryGetSenderKey(name, out _) ? 1 : 0;
            }
        });
        Assert.True(found > 0);
    }

    [Fact]
    public async Task Puts_and_checkouts_allocate_nothing_beyond_the_record()
    {
        await using var cache = Open();
        AssertNone(() =>
        {
            for (var i = 0; i < Keys; i++)
            {
                Done(cache.PutSessionAsync(s_addresses[i], s_records[i]));
                Done(cache.PutSenderKeyAsync(s_names[i], s_records[i]));
                _ = cache.TryPutIdentity(s_addresses[i], s_key, out _);
                if (cache.TryCheckoutSession(s_addresses[i], out var checkout) is CheckoutStatus.Owned)
                {
                    _ = checkout.TryCommit(s_records[i]);
                    checkout.Dispose();
                }

                using var cancelled = Done(cache.CheckoutSessionAsync(s_addresses[i]));
            }
        });
    }

    [Fact]
    public async Task A_flush_allocates_the_same_for_few_rows_and_for_many()
    {
        await using var cache = Open();
        var few = Flush(cache, 10);
        var many = Flush(cache, Keys);
        Assert.Equal(few, many);
    }

    static long Flush(SignalStoreCache<ChainRecord, ChainRecord> cache, int rows)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < rows; i++)
            {
                Done(cache.PutSessionAsync(s_addresses[i], s_records[i]));
                Done(cache.PutSenderKeyAsync(s_names[i], s_records[i]));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            Done(cache.FlushAsync());
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    static void Done(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);

    static T Done<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }

    static void AssertNone(Action action)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    static SignalStoreCache<ChainRecord, ChainRecord> Open()
    {
        var cache = new SignalStoreCache<ChainRecord, ChainRecord>(DispatchProxy.Create<IBackend, Swallowing>(), Harness.Quiet);
        for (var i = 0; i < Keys; i++)
        {
            Done(cache.PutSessionAsync(s_addresses[i], s_records[i]));
            Done(cache.PutSenderKeyAsync(s_names[i], s_records[i]));
            Done(cache.PutIdentityAsync(s_addresses[i], s_key));
        }

        return cache;
    }

    /// <summary>A store that takes everything and has nothing.</summary>
    public class Swallowing : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name is nameof(IBackend.CommitAsync) ? default(ValueTask)
            : targetMethod.ReturnType.IsValueType ? Activator.CreateInstance(targetMethod.ReturnType)
            : null;
    }
}
