namespace WaStore.Fast.Gate.Repository;

/// <summary>What the change is compared with.</summary>
/// <param name="Commit">Its full name.</param>
/// <param name="Why">How it was chosen, for the report.</param>
sealed record BaseCommit(string Commit, string Why)
{
    static readonly string[] s_defaultBranches = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

    /// <summary>The named one; else where the change left the default branch; else, on that branch itself, HEAD for uncommitted changes and the commit before it for none.</summary>
    /// <exception cref="GateException">There is no such commit, or nothing to compare with.</exception>
    internal static async Task<BaseCommit> ChooseAsync(GitRepository repository, string? reference, bool hasUncommitted, CancellationToken cancellationToken)
    {
        if (reference is not null)
        {
            return new BaseCommit(
                await repository.ResolveAsync(reference, cancellationToken).ConfigureAwait(false)
                    ?? throw new GateException($"there is no commit '{reference}'{await HintAsync(repository, cancellationToken).ConfigureAwait(false)}"),
                $"--base {reference}");
        }

        string head = await repository.ResolveAsync("HEAD", cancellationToken).ConfigureAwait(false) ?? throw new GateException("the repository has no commit yet");
        foreach (string branch in s_defaultBranches)
        {
            if (await repository.ResolveAsync(branch, cancellationToken).ConfigureAwait(false) is not { } tip)
            {
                continue;
            }

            string common = await repository.MergeBaseAsync(head, tip, cancellationToken).ConfigureAwait(false)
                ?? throw new GateException($"HEAD and {branch} have no common commit{await HintAsync(repository, cancellationToken).ConfigureAwait(false)}");
            if (common != head)
            {
                return new BaseCommit(common, $"the merge base of HEAD and {branch}");
            }

            break;
        }

        if (hasUncommitted)
        {
            return new BaseCommit(head, "HEAD, as the change is what is not committed");
        }

        string before = await repository.ResolveAsync("HEAD~1", cancellationToken).ConfigureAwait(false)
            ?? throw new GateException($"HEAD has no commit before it{await HintAsync(repository, cancellationToken).ConfigureAwait(false)}; --base names another base");
        return new BaseCommit(before, "HEAD~1, as HEAD is on the default branch");
    }

    static async Task<string> HintAsync(GitRepository repository, CancellationToken cancellationToken) =>
        (await repository.GitAsync(cancellationToken, "rev-parse", "--is-shallow-repository").ConfigureAwait(false)).Trim() == "true"
            ? " (the clone is shallow: check out with the full history, fetch-depth 0)"
            : "";
}
