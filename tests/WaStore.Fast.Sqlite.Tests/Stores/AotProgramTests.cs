using System.Runtime.CompilerServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

public sealed class AotProgramTests
{
    [Fact]
    public void Every_store_method_is_called_by_the_AOT_program()
    {
        var program = string.Concat(Directory.GetFiles(Path.Combine(Here(), "..", "..", "WaStore.Fast.Aot"), "*.cs").Select(File.ReadAllText));
        string[] methods = [.. typeof(IBackend).GetInterfaces().Append(typeof(IBackend)).SelectMany(type => type.GetMethods()).Where(method => method.IsPublic).Select(method => method.Name).Distinct()];

        Assert.True(methods.Length > 80, "The contract's methods were not found.");
        Assert.Equal([], methods.Where(method => !program.Contains(method.StartsWith("get_", StringComparison.Ordinal) ? $".{method[4..]}." : $".{method}(", StringComparison.Ordinal)));
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
