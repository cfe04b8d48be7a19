namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>How far a send has come.</summary>
enum SendStep
{
    /// <summary>Everything is read.</summary>
    Planned,

    /// <summary>What has to be durable before the message goes out is.</summary>
    Ready,

    /// <summary>What follows the server's acknowledgement is stored.</summary>
    Acknowledged,
}
