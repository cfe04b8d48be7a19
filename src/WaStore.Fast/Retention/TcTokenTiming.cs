namespace WaStore.Fast.Retention;

/// <summary>The time windows of trusted-contact tokens, as the server's properties set them (spec/caches.md 9.3). Time is cut into buckets; a few of them count.</summary>
/// <remarks>What the server says is clamped: a window of 0 or of centuries would divide by zero, or keep for ever.</remarks>
public sealed record TcTokenTiming
{
    /// <summary>The longest bucket: 15,552,000 s, 180 days.</summary>
    public const long LongestBucket = 15_552_000;

    readonly long _bucket = 604_800;
    readonly long _buckets = 4;
    readonly long _senderBucket = 604_800;
    readonly long _senderBuckets = 4;

    /// <summary>How long a bucket of received tokens is, seconds, 1 to <see cref="LongestBucket"/>. A week.</summary>
    public long BucketSeconds
    {
        get => _bucket;
        init => _bucket = Math.Clamp(value, 1, LongestBucket);
    }

    /// <summary>How many buckets a received token counts, the one it is from included; at least 1. Four.</summary>
    public long Buckets
    {
        get => _buckets;
        init => _buckets = Math.Max(value, 1);
    }

    /// <summary>How long a bucket of issued tokens is, seconds, 1 to <see cref="LongestBucket"/>. A week.</summary>
    public long SenderBucketSeconds
    {
        get => _senderBucket;
        init => _senderBucket = Math.Clamp(value, 1, LongestBucket);
    }

    /// <summary>How many buckets an issue is remembered, at least 1. Four.</summary>
    public long SenderBuckets
    {
        get => _senderBuckets;
        init => _senderBuckets = Math.Max(value, 1);
    }

    /// <summary>Received tokens from before this are expired, unix seconds.</summary>
    public long TokenCutoff(long now) => Cutoff(now, BucketSeconds, Buckets);

    /// <summary>Issues from before this are forgotten, unix seconds.</summary>
    public long SenderCutoff(long now) => Cutoff(now, SenderBucketSeconds, SenderBuckets);

    /// <summary>Whether a received token is expired.</summary>
    public bool IsExpired(long tokenTimestamp, long now) => tokenTimestamp < TokenCutoff(now);

    /// <summary>Whether a contact gets a token from us: he never got one, or a new bucket has begun since. A clock that went back issues nothing.</summary>
    public bool IsIssueDue(long? senderTimestamp, long now) =>
        senderTimestamp is not { } sender || Bucket(now, SenderBucketSeconds) > Bucket(sender, SenderBucketSeconds);

    static long Bucket(long timestamp, long seconds) => (timestamp / seconds) - (timestamp % seconds < 0 ? 1 : 0);

    // Many buckets reach back before all time.
    static long Cutoff(long now, long seconds, long buckets) => (long)Int128.Max(((Int128)Bucket(now, seconds) - (buckets - 1)) * seconds, long.MinValue);
}
