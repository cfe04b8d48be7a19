using System.Globalization;
using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>A git repository in a folder of its own, removed at the end.</summary>
sealed class TemporaryRepository : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-gate-tests-").FullName;

    TemporaryRepository()
    {
        Root = Path.Combine(_folder, "repository");
        Temporary = Path.Combine(_folder, "temporary");
        _ = Directory.CreateDirectory(Root);
        _ = Directory.CreateDirectory(Temporary);
    }

    internal string Root { get; }

    /// <summary>A folder beside it, for temporary files that a test wants to see.</summary>
    internal string Temporary { get; }

    /// <summary>An empty one, on the branch main.</summary>
    internal static async Task<TemporaryRepository> CreateAsync()
    {
        var repository = new TemporaryRepository();
        _ = await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    internal Task<GitRepository> OpenAsync() => GitRepository.OpenAsync(Root, default);

    internal string File(string name) => Path.Combine(Root, name);

    internal void Write(string name, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    /// <summary>Writes a file and commits everything.</summary>
    /// <returns>The commit.</returns>
    internal async Task<string> CommitAsync(string name, string text)
    {
        Write(name, text);
        _ = await GitAsync("add", "--all");
        _ = await GitAsync("commit", "--quiet", "--allow-empty", "--message", "A commit");
        return await GitAsync("rev-parse", "HEAD");
    }

    internal async Task<string> GitAsync(params string[] arguments)
    {
        ToolRun run = await Tool.RunAsync("git", arguments, Root, default);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Trim();
    }

    /// <summary>How many work trees git knows of, its own among them.</summary>
    internal async Task<int> WorkTreesAsync() => (await GitAsync("worktree", "list", "--porcelain")).Split('\n').Count(line => line.StartsWith("worktree ", StringComparison.Ordinal));

    /// <summary>Writes a benchmark program over this very library, whose one benchmark allocates so many bytes an operation, and which counts so many rows of something with a budget.</summary>
    internal void WriteProgram(int bytes, string name = "made-up", int rows = 0)
    {
        string Library(Type type) => $"<Reference Include=\"{type.Assembly.GetName().Name}\"><HintPath>{type.Assembly.Location}</HintPath></Reference>";
        Write("bench/bench.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>{Library(typeof(GateProgram))}{Library(typeof(System.CommandLine.Command))}</ItemGroup>
            </Project>
            """);
        Write("bench/Program.cs", $$"""
            using WaStore.Fast.Gate;
            return await GateProgram.RunAsync(args, [new MadeUp()], [new Counted()]);
            sealed class Counted : WaStore.Fast.Gate.Budgets.Budgeted
            {
                public override string Name => "counted";
                public override Task<IReadOnlyDictionary<string, long>> CountAsync(WaStore.Fast.Gate.Budgets.BudgetSettings settings, CancellationToken cancellationToken) =>
                    Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["rows"] = {{rows.ToString(CultureInfo.InvariantCulture)}} });
            }
            sealed class MadeUp : GatedBenchmark
            {
                static byte[] s_last = [];
                public override string Name => "{{name}}";
                public override void Run(int operations)
                {
                    for (int i = 0; i < operations; i++)
                    {
                        Volatile.Write(ref s_last, new byte[{{bytes.ToString(CultureInfo.InvariantCulture)}}]);
                    }
                }
            }
            """);
        Write(".gitignore", "bin/\nobj/\n");
    }

    public void Dispose()
    {
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            // git's objects are read-only, which Windows minds.
            file.Attributes = FileAttributes.Normal;
        }

        Directory.Delete(_folder, recursive: true);
    }
}
