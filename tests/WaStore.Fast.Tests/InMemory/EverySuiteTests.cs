using WaStore.Fast.Contracts;

namespace WaStore.Fast.Tests.InMemory;

public sealed class EverySuiteTests
{
    [Fact]
    public void The_backend_in_memory_runs_every_suite_there_is()
    {
        var suites = typeof(IBackendFactory).Assembly.GetTypes().Where(type => type.IsAbstract && IsSuite(type.BaseType));
        var run = typeof(InMemorySuites).GetNestedTypes().Select(type => type.BaseType!.GetGenericTypeDefinition());

        Assert.NotEmpty(run);
        Assert.Equal(suites.Select(type => type.Name).Order(), run.Select(type => type.Name).Order());
    }

    static bool IsSuite(Type? type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(BackendContract<>);
}
