namespace WaStore.Fast.Tests.Architecture;

public sealed class LayeringTests
{
    [Fact]
    public void The_rooms_of_the_core_know_only_those_before_them()
    {
        var project = Path.Combine(Solution.Root, "src", "WaStore.Fast");
        var files = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(project, file).Replace('\\', '/')))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(Layering.Check(files.ToDictionary(file => file.Path, file => File.ReadAllText(file.File))));
    }

    [Theory]
    [InlineData("Stores/A.cs", "using WaStore.Fast.Signal; namespace WaStore.Fast.Stores;")]
    [InlineData("Stores/A.cs", "namespace WaStore.Fast.Stores; class A { Signal.Lease? _a; }")]
    [InlineData("Stores/Wire/A.cs", "namespace WaStore.Fast.Stores.Wire; class A { Fast.FanOut.Plan? _a; }")]
    [InlineData("Caching/A.cs", "using static WaStore.Fast.Devices.Device; namespace WaStore.Fast.Caching;")]
    [InlineData("Caching/A.cs", "using D = global::WaStore.Fast.Devices.Device; namespace WaStore.Fast.Caching;")]
    [InlineData("Signal/A.cs", "namespace WaStore.Fast.Signal; class A { global::WaStore.Fast.Retention.Sweep? _a; }")]
    [InlineData("Signal/A.cs", "namespace WaStore.Fast.Stores;")]
    [InlineData("Signal/A.cs", "namespace WaStore.Fast.SignalOther;")]
    [InlineData("Helpers/A.cs", "namespace WaStore.Fast.Helpers;")]
    [InlineData("A.cs", "namespace WaStore.Other;")]
    public void An_arrow_in_the_wrong_direction_is_found(string path, string source) => Assert.NotEmpty(Layering.Check(With(path, source)));

    [Theory]
    [InlineData("Signal/A.cs", "using WaStore.Fast.Stores; using WaStore.Fast.Coordination; namespace WaStore.Fast.Signal;")]
    [InlineData("Account.cs", "using WaStore.Fast.Stores; using WaStore.Fast.FanOut; namespace WaStore.Fast;")]
    [InlineData("Stores/Wire/A.cs", "namespace WaStore.Fast.Stores.Wire; // see WaStore.Fast.FanOut.Plan")]
    [InlineData("Stores/A.cs", "namespace WaStore.Fast.Stores; class A { string _a = \"WaStore.Fast.FanOut\"; int _b = Signal.Count; IBackend.Signal.Lease _c; ISignal _d; }")]
    public void An_arrow_in_the_right_direction_is_not(string path, string source) => Assert.Empty(Layering.Check(With(path, source)));

    static Dictionary<string, string> With(string path, string source) => new()
    {
        [path] = source,
        ["Signal/Lease.cs"] = "namespace WaStore.Fast.Signal; class Lease;",
        ["FanOut/Plan.cs"] = "namespace WaStore.Fast.FanOut; public sealed record Plan;",
    };
}
