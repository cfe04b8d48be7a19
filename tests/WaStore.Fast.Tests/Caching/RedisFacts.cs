namespace WaStore.Fast.Tests.Caching;

/// <summary>A test that needs a Redis server on the machine. Required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class RedisFactAttribute : FactAttribute
{
    internal static string? Reason { get; } =
        RedisServer.Program is null && Environment.GetEnvironmentVariable("CI") != "true" ? "This machine has no 'redis-server'." : null;

    public RedisFactAttribute() => Skip = Reason;
}

/// <summary>As <see cref="RedisFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class RedisTheoryAttribute : TheoryAttribute
{
    public RedisTheoryAttribute() => Skip = RedisFactAttribute.Reason;
}
