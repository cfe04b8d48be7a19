namespace WaStore.Fast.Gate.Repository;

/// <summary>A benchmark program does not build.</summary>
sealed class BuildException(string message) : Exception(message);

/// <summary>Builds the benchmark program of a work tree.</summary>
static class BuiltProgram
{
    const int QuotedErrors = 3;

    /// <summary>Builds it.</summary>
    /// <param name="tree">The folder of the work tree.</param>
    /// <param name="project">The project's path in it.</param>
    /// <param name="cancellationToken">Kills the build.</param>
    /// <returns>The path of the program's assembly.</returns>
    /// <exception cref="BuildException">There is no such project, or it does not build.</exception>
    internal static async Task<string> BuildAsync(string tree, string project, CancellationToken cancellationToken)
    {
        string path = Path.Combine(tree, project);
        if (!File.Exists(path))
        {
            throw new BuildException($"it has no project '{project}'");
        }

        // No helper of the build outlives it: it would keep our pipes and the folder.
        ToolRun build = await Tool.RunAsync(Tool.Dotnet, ["build", path, "-c", "Release", "-nologo", "-v:quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"], tree, cancellationToken).ConfigureAwait(false);
        if (build.ExitCode != 0)
        {
            throw new BuildException($"it does not build: {Errors(build, tree)}");
        }

        ToolRun target = await Tool.RunAsync(Tool.Dotnet, ["msbuild", path, "-nologo", "-p:Configuration=Release", "-getProperty:TargetPath"], tree, cancellationToken).ConfigureAwait(false);
        string program = target.Output.Trim();
        return target.ExitCode == 0 && File.Exists(program)
            ? program
            : throw new BuildException($"'{project}' builds no program that could be found: a benchmark program has one target framework");
    }

    static string Errors(ToolRun build, string tree)
    {
        string[] lines = [.. (build.Output + "\n" + build.Error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        string[] errors = [.. lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(QuotedErrors)];
        return string.Join(" | ", errors.Length > 0 ? errors : lines.TakeLast(QuotedErrors)).Replace(tree + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}
