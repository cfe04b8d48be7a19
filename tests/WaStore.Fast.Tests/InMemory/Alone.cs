namespace WaStore.Fast.Tests.InMemory;

/// <summary>Tests that measure the heap: it is the whole process's, so nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "Alone";
}
