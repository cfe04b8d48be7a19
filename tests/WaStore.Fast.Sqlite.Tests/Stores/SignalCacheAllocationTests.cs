using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>A flush over SQLite allocates the same for one row and for many: nothing for a row.</summary>
public sealed class SignalCacheAllocationTests : StoreTest
{
    const int Most = 600;
    const int Patience = 50;

    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    protected override void Configure(SqliteOptions options) => SwitchCheckpointsOff(options);

    [Theory]
    [InlineData(Kind.Sessions, 2)]
    [InlineData(Kind.Sessions, Most)]
    [InlineData(Kind.SessionDeletes, Most)]
    [InlineData(Kind.SenderKeys, Most)]
    [InlineData(Kind.Identities, Most)]
    [InlineData(Kind.Sessions | Kind.SessionDeletes | Kind.SenderKeys | Kind.Identities, Most)]
    public async Task A_flush_allocates_nothing_for_a_row(Kind kinds, int rows)
    {
        await using var cache = await SignalStoreCache.OpenAsync<OpaqueRecord, OpaqueRecord>(Store, new SignalCacheOptions { FlushWindow = s_never, MaxBackOff = s_never });
        var work = new Work(cache, kinds);
        var (one, many) = (0L, 1L);
        // Code that is not optimized yet does allocate; the runtime optimizes it in the background, when it finds the time.
        for (var attempt = 0; attempt < Patience && one != many; attempt++)
        {
            await Task.Delay(100);
            (one, many) = (work.Flush(1), work.Flush(rows));
        }

        Assert.Equal(one, many);
    }

    [Flags]
    public enum Kind
    {
        None = 0,
        Sessions = 1,
        SessionDeletes = 2,
        SenderKeys = 4,
        Identities = 8,
    }

    sealed class Work(SignalStoreCache<OpaqueRecord, OpaqueRecord> cache, Kind kinds)
    {
        readonly SignalAddress[] _addresses = Sample.Many(Most, i => SignalAddress.Parse($"{i}@lid.0"));
        readonly SignalAddress[] _gone = Sample.Many(Most, i => SignalAddress.Parse($"gone{i}@lid.0"));
        readonly SenderKeyName[] _names = Sample.Many(Most, i => SenderKeyName.Parse($"g@g.us:{i}@lid.0"));
        int _change;

        /// <summary>The least that a flush of so many sessions, identities, sender keys and deletes allocates once it is warm.</summary>
        internal long Flush(int rows)
        {
            var least = long.MaxValue;
            for (var round = 0; round < 6; round++)
            {
                Change(rows);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var flush = cache.FlushAsync();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.True(flush.IsCompletedSuccessfully);
            }

            return least;
        }

        void Change(int rows)
        {
            _change++;
            for (var i = 0; i < rows; i++)
            {
                if (kinds.HasFlag(Kind.Sessions))
                {
                    Done(cache.PutSessionAsync(_addresses[i], new OpaqueRecord(Sample.Blob(490, _change))));
                }

                if (kinds.HasFlag(Kind.SessionDeletes))
                {
                    Done(cache.DeleteSessionAsync(_gone[i]));
                }

                if (kinds.HasFlag(Kind.SenderKeys))
                {
                    Done(cache.PutSenderKeyAsync(_names[i], new OpaqueRecord(Sample.Blob(120, _change))));
                }

                if (kinds.HasFlag(Kind.Identities))
                {
                    Done(cache.PutIdentityAsync(_addresses[i], Sample.Key(_change)));
                }
            }
        }

        static void Done<T>(ValueTask<T> call) => Assert.True(call.IsCompletedSuccessfully);

        static void Done(ValueTask call) => Assert.True(call.IsCompletedSuccessfully);
    }
}
