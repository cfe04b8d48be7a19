using WaStore.Fast.Retention;

namespace WaStore.Fast.Tests.Retention;

public sealed class TcTokenTimingTests
{
    const long Week = 604_800;
    const long Now = (2_900 * Week) + 12_345;

    [Fact]
    public void Four_buckets_count_and_the_cutoff_is_a_buckets_edge()
    {
        var timing = new TcTokenTiming();
        Assert.Equal(2_897 * Week, timing.TokenCutoff(Now));
        Assert.Equal(timing.TokenCutoff(2_900 * Week), timing.TokenCutoff((2_901 * Week) - 1));
        Assert.False(timing.IsExpired(2_897 * Week, Now));
        Assert.True(timing.IsExpired((2_897 * Week) - 1, Now));
    }

    [Fact]
    public void Both_sides_have_a_pair_of_their_own()
    {
        var timing = new TcTokenTiming { BucketSeconds = 10, Buckets = 2, SenderBucketSeconds = 100, SenderBuckets = 3 };
        Assert.Equal((990, 800), (timing.TokenCutoff(1_005), timing.SenderCutoff(1_005)));
    }

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(-5, 1, -5, 1)]
    [InlineData(99_999_999, 15_552_000, 7, 7)]
    public void What_the_server_says_is_clamped(long seconds, long expectedSeconds, long buckets, long expectedBuckets)
    {
        var timing = new TcTokenTiming { BucketSeconds = seconds, Buckets = buckets, SenderBucketSeconds = seconds, SenderBuckets = buckets };
        Assert.Equal((expectedSeconds, expectedBuckets, expectedSeconds, expectedBuckets), (timing.BucketSeconds, timing.Buckets, timing.SenderBucketSeconds, timing.SenderBuckets));
    }

    [Fact]
    public void Absurd_counts_and_clocks_overflow_nothing()
    {
        var timing = new TcTokenTiming { BucketSeconds = TcTokenTiming.LongestBucket, Buckets = long.MaxValue, SenderBuckets = long.MaxValue };
        Assert.False(timing.IsExpired(0, Now));
        Assert.Equal(long.MinValue, timing.TokenCutoff(Now));
        Assert.Equal(-3, new TcTokenTiming { BucketSeconds = 1, Buckets = 3 }.TokenCutoff(-1));
        Assert.Equal(-Week, new TcTokenTiming { Buckets = 1 }.TokenCutoff(-1));
    }

    [Fact]
    public void A_token_is_due_at_first_and_in_each_new_bucket()
    {
        var timing = new TcTokenTiming();
        Assert.True(timing.IsIssueDue(null, Now));
        Assert.False(timing.IsIssueDue(2_900 * Week, (2_901 * Week) - 1));
        Assert.True(timing.IsIssueDue((2_901 * Week) - 1, 2_901 * Week));
    }

    [Fact]
    public void A_clock_that_went_back_issues_nothing() => Assert.False(new TcTokenTiming().IsIssueDue(Now, Now - (9 * Week)));

    [Fact]
    public void One_bucket_keeps_what_is_of_this_one()
    {
        var timing = new TcTokenTiming { Buckets = 1 };
        Assert.Equal(2_900 * Week, timing.TokenCutoff(Now));
    }
}
