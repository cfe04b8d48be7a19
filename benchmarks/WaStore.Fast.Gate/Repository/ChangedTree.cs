namespace WaStore.Fast.Gate.Repository;

/// <summary>The change as a commit: HEAD, or HEAD with what is not committed.</summary>
/// <param name="Commit">What is checked out for the measurement.</param>
/// <param name="Head">HEAD.</param>
/// <param name="Untracked">Files that git does not know, and that are therefore not measured.</param>
sealed record ChangedTree(string Commit, string Head, IReadOnlyList<string> Untracked)
{
    /// <summary>Whether uncommitted changes are in it.</summary>
    internal bool HasUncommitted => Commit != Head;

    /// <summary>Takes the tree as it is now. Neither the files nor the index nor the list of stashes changes.</summary>
    /// <exception cref="GateException">A submodule has changes of its own, which no commit of this repository can hold.</exception>
    internal static async Task<ChangedTree> TakeAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        string head = await repository.ResolveAsync("HEAD", cancellationToken).ConfigureAwait(false) ?? throw new GateException("the repository has no commit yet");
        string status = await repository.GitAsync(cancellationToken, "status", "--porcelain=v2", "-z", "--untracked-files=all", "--ignore-submodules=none").ConfigureAwait(false);
        string[] entries = status.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        // "1 .M S.MU ..." names a submodule: its commit, its files, its untracked files.
        if (entries.FirstOrDefault(entry => entry is ['1' or '2', ' ', _, _, ' ', 'S', _, 'M' or '.', 'U' or '.', ..] && entry[7..9] != "..") is { } dirty)
        {
            throw new GateException($"the submodule '{dirty[(dirty.LastIndexOf(' ') + 1)..]}' has uncommitted changes, which a work tree cannot take along: commit them there first");
        }

        string stash = (await repository.GitAsync(cancellationToken, "stash", "create").ConfigureAwait(false)).Trim();
        return new ChangedTree(stash.Length == 0 ? head : stash, head, [.. entries.Where(entry => entry.StartsWith("? ", StringComparison.Ordinal)).Select(entry => entry[2..])]);
    }
}
