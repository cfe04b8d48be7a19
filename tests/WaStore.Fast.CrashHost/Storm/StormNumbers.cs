namespace WaStore.Fast.CrashHost.Storm;

/// <summary>Numbers for operations: each once over all lives, later ones higher for one task. Small enough to be pre-key ids.</summary>
sealed class StormNumbers(uint life, int task, int tasks)
{
    /// <summary>How many one life can use.</summary>
    internal const uint PerLife = 8_192;

    uint _last = (life * PerLife) + (uint)task;

    internal uint Next() => (_last += (uint)tasks) < (life + 1) * PerLife ? _last : throw new InvalidOperationException("a life that is longer than its numbers");
}
