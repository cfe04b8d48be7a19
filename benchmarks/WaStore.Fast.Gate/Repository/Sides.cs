namespace WaStore.Fast.Gate.Repository;

/// <summary>Base and change, each checked out in a temporary work tree. Disposing removes both.</summary>
sealed class Sides : IAsyncDisposable
{
    readonly List<WorkTree> _trees = [];
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-gate-").FullName;

    Sides(string project, BaseCommit basis, ChangedTree change)
    {
        Project = project;
        Base = basis;
        Change = change;
    }

    /// <summary>The project's path from the top of the repository.</summary>
    internal string Project { get; }

    internal BaseCommit Base { get; }

    internal ChangedTree Change { get; }

    /// <summary>Where the base is; null when the change is measured against itself.</summary>
    internal string? BaseFolder { get; private set; }

    internal string ChangeFolder { get; private set; } = "";

    /// <summary>Checks both out.</summary>
    /// <param name="project">The project's file or folder; null for the one of this program.</param>
    /// <param name="reference">The base; null to choose one.</param>
    /// <param name="changeOnly">No base is needed.</param>
    /// <param name="say">Progress.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing behind.</param>
    internal static async Task<Sides> CheckOutAsync(string? project, string? reference, bool changeOnly, Action<string> say, CancellationToken cancellationToken)
    {
        string file = ProjectFile.Find(project);
        GitRepository repository = await GitRepository.OpenAsync(Path.GetDirectoryName(file)!, cancellationToken).ConfigureAwait(false);
        ChangedTree change = await ChangedTree.TakeAsync(repository, cancellationToken).ConfigureAwait(false);
        BaseCommit basis = changeOnly
            ? new BaseCommit(change.Commit, "the change itself")
            : await BaseCommit.ChooseAsync(repository, reference, change.HasUncommitted, cancellationToken).ConfigureAwait(false);
        say($"base:   {basis.Commit[..10]} ({basis.Why})");
        say($"change: {change.Head[..10]}{(change.HasUncommitted ? " with what is not committed" : "")}");
        if (change.Untracked.Count > 0)
        {
            say($"not measured, because git does not know them (`git add` changes that): {string.Join(", ", change.Untracked.Take(5))}{(change.Untracked.Count > 5 ? $" and {change.Untracked.Count - 5} more" : "")}");
        }

        var sides = new Sides(Path.GetRelativePath(repository.Root, file), basis, change);
        try
        {
            sides.ChangeFolder = await sides.AddAsync(repository, change.Commit, "change", cancellationToken).ConfigureAwait(false);
            sides.BaseFolder = changeOnly ? null : await sides.AddAsync(repository, basis.Commit, "base", cancellationToken).ConfigureAwait(false);
            return sides;
        }
        catch
        {
            await sides.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WorkTree tree in _trees)
        {
            await tree.DisposeAsync().ConfigureAwait(false);
        }

        Directory.Delete(_folder, recursive: true);
    }

    async Task<string> AddAsync(GitRepository repository, string commit, string name, CancellationToken cancellationToken)
    {
        WorkTree tree = await WorkTree.AddAsync(repository, commit, Path.Combine(_folder, name), cancellationToken).ConfigureAwait(false);
        _trees.Add(tree);
        return tree.Folder;
    }
}
