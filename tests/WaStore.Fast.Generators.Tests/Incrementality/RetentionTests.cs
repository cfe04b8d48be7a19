using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Incrementality;

/// <summary>The driver's caches must not keep an old compilation alive: an IDE makes one with every keystroke.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void OldCompilation_isCollected()
    {
        (GeneratorDriver driver, WeakReference old) = Run();
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive, "The model of an interface holds its compilation.");
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (GeneratorDriver Driver, WeakReference Old) Run()
    {
        string source = Sources.Interface("""[Query("SELECT id, name FROM things WHERE id IN (@ids)")] List<(long Id, string Name)> All(ReadOnlySpan<long> ids);""");
        CSharpCompilation first = Sources.Compile(source);
        // Without the tracked steps, which hold every input on purpose. The second run moves the driver to the second compilation.
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new StoreGenerator().AsSourceGenerator()], parseOptions: Sources.ParseOptions)
            .RunGenerators(first)
            .RunGenerators(Sources.Compile(source + "// edited"));
        return (driver, new WeakReference(first));
    }
}
