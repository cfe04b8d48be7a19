namespace WaStore.Fast.Gate.Repository;

/// <summary>The repository that the gate is asked about.</summary>
sealed class GitRepository
{
    GitRepository(string root) => Root = root;

    /// <summary>The top folder of the work tree.</summary>
    internal string Root { get; }

    /// <summary>Finds the repository of a folder.</summary>
    /// <exception cref="GateException">It is in none, or git is missing.</exception>
    internal static async Task<GitRepository> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        ToolRun run = await Tool.RunAsync("git", ["rev-parse", "--show-toplevel"], folder, cancellationToken).ConfigureAwait(false);
        return run.ExitCode == 0
            ? new GitRepository(Path.GetFullPath(run.Output.Trim()))
            : throw new GateException($"'{folder}' is not in a git work tree: {FirstLine(run.Error)}");
    }

    /// <summary>Runs git and returns what it printed.</summary>
    /// <exception cref="GateException">It failed.</exception>
    internal async Task<string> GitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        ToolRun run = await Tool.RunAsync("git", arguments, Root, cancellationToken).ConfigureAwait(false);
        return run.ExitCode == 0 ? run.Output : throw new GateException($"git {arguments[0]} failed: {FirstLine(run.Error)}");
    }

    /// <summary>The commit that a reference names, or null.</summary>
    internal async Task<string?> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        ToolRun run = await Tool.RunAsync("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], Root, cancellationToken).ConfigureAwait(false);
        return run.ExitCode == 0 ? run.Output.Trim() : null;
    }

    /// <summary>The newest common ancestor of two commits, or null.</summary>
    internal async Task<string?> MergeBaseAsync(string left, string right, CancellationToken cancellationToken)
    {
        ToolRun run = await Tool.RunAsync("git", ["merge-base", left, right], Root, cancellationToken).ConfigureAwait(false);
        return run.ExitCode == 0 ? run.Output.Trim() : null;
    }

    static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
