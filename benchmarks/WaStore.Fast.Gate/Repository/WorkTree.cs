namespace WaStore.Fast.Gate.Repository;

/// <summary>A temporary work tree of one commit, removed with what was built in it.</summary>
sealed class WorkTree : IAsyncDisposable
{
    readonly GitRepository _repository;

    WorkTree(GitRepository repository, string folder)
    {
        _repository = repository;
        Folder = folder;
    }

    internal string Folder { get; }

    /// <summary>Checks a commit out into a folder that does not exist yet.</summary>
    internal static async Task<WorkTree> AddAsync(GitRepository repository, string commit, string folder, CancellationToken cancellationToken)
    {
        var tree = new WorkTree(repository, folder);
        try
        {
            _ = await repository.GitAsync(cancellationToken, "worktree", "add", "--quiet", "--detach", folder, commit).ConfigureAwait(false);
            if (File.Exists(Path.Combine(folder, ".gitmodules")))
            {
                ToolRun run = await Tool.RunAsync("git", ["submodule", "update", "--init", "--recursive", "--quiet"], folder, cancellationToken).ConfigureAwait(false);
                if (run.ExitCode != 0)
                {
                    throw new GateException($"git submodule update failed: {run.Error.Trim()}");
                }
            }

            return tree;
        }
        catch
        {
            await tree.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Never cancelled: this is what a cancelled run must still do. Twice --force also removes a locked tree. Not `prune`, which would forget other people's trees, too.
        string[] remove = ["worktree", "remove", "--force", "--force", Folder];
        ToolRun run = await Tool.RunAsync("git", remove, _repository.Root, CancellationToken.None).ConfigureAwait(false);
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
            if (run.ExitCode != 0)
            {
                // Half a checkout, which git did not take for one; without the folder it knows what to do.
                _ = await Tool.RunAsync("git", remove, _repository.Root, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
