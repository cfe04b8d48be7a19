using System.ComponentModel;
using System.Diagnostics;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>Compiles the C floor once, in the program that starts the benchmarks; the processes that measure are told where it is.</summary>
static class CCompiler
{
    /// <summary>Where the compiled floor is.</summary>
    public const string Variable = "WASTORE_C_FLOOR";

    static readonly string[] s_compilers = ["cc", "gcc", "clang"];

    /// <summary>Compiles it if a C compiler is there, and says so if not: then the benchmarks of the C floor are left out.</summary>
    public static void EnsureCompiled()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("wastore-floor-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
        string library = Path.Combine(folder, OperatingSystem.IsMacOS() ? "libfloor.dylib" : "libfloor.so");
        string? refusal = "none of them is there";
        foreach (string compiler in OperatingSystem.IsWindows() ? [] : s_compilers)
        {
            refusal = Compile(compiler, library) ?? refusal;
            if (File.Exists(library))
            {
                Environment.SetEnvironmentVariable(Variable, library);
                return;
            }
        }

        Console.WriteLine($"The C floor is left out: it needs a C compiler ({string.Join(", ", s_compilers)}), and {refusal}.");
    }

    /// <returns>What the compiler complains of; null when there is no such compiler, or no complaint.</returns>
    static string? Compile(string compiler, string library)
    {
        var start = new ProcessStartInfo(compiler) { RedirectStandardError = true };
        foreach (string argument in new[] { "-O2", "-std=c99", "-fPIC", "-fvisibility=hidden", "-shared", Path.Combine(AppContext.BaseDirectory, "Floor", "C", "floor.c"), "-o", library })
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{compiler} refuses: {errors}";
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
