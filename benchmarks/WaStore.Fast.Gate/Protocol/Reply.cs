namespace WaStore.Fast.Gate.Protocol;

/// <summary>What a measured process answers.</summary>
enum ReplyKind
{
    /// <summary>The first line of all: who it is.</summary>
    Hello,

    /// <summary>A benchmark is warm, or torn down.</summary>
    Ready,

    /// <summary>What a round cost.</summary>
    Round,

    /// <summary>The benchmark threw; the process lives on.</summary>
    Failure,
}

/// <summary>One line from a measured process to the gate.</summary>
sealed record Reply(ReplyKind Kind)
{
    /// <summary>The protocol that this gate speaks; another number on the other side is said, not guessed at.</summary>
    internal const int CurrentProtocol = 1;

    /// <summary>Of <see cref="ReplyKind.Hello"/>: the protocol.</summary>
    public int Protocol { get; init; }

    /// <summary>Of <see cref="ReplyKind.Hello"/>: the version of this library.</summary>
    public string? Library { get; init; }

    /// <summary>Of <see cref="ReplyKind.Hello"/>: the names of the benchmarks.</summary>
    public IReadOnlyList<string>? Benchmarks { get; init; }

    /// <summary>Of <see cref="ReplyKind.Ready"/>: how many operations make a round here.</summary>
    public int Operations { get; init; }

    /// <summary>Of <see cref="ReplyKind.Round"/>: the nanoseconds of the round.</summary>
    public double Nanoseconds { get; init; }

    /// <summary>Of <see cref="ReplyKind.Round"/>: the managed bytes that the whole process allocated in it.</summary>
    public long Bytes { get; init; }

    /// <summary>Of <see cref="ReplyKind.Failure"/>: what went wrong.</summary>
    public string? Message { get; init; }
}
