using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What of a tree is measured.</summary>
public sealed class ChangedTreeTests
{
    [Fact]
    public async Task A_clean_tree_is_HEAD()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string head = await repository.CommitAsync("a", "1");

        ChangedTree change = await TakeAsync(repository);

        Assert.Equal((head, head, false), (change.Commit, change.Head, change.HasUncommitted));
        Assert.Empty(change.Untracked);
    }

    [Fact]
    public async Task Uncommitted_changes_are_taken_along_and_left_alone()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string head = await repository.CommitAsync("a", "1");
        repository.Write("a", "changed");
        repository.Write("b", "staged");
        _ = await repository.GitAsync("add", "b");
        repository.Write("new file", "unknown to git");

        ChangedTree change = await TakeAsync(repository);
        await using (WorkTree tree = await WorkTree.AddAsync(await repository.OpenAsync(), change.Commit, Path.Combine(repository.Temporary, "tree"), default))
        {
            Assert.Equal(("changed", "staged"), (File.ReadAllText(Path.Combine(tree.Folder, "a")), File.ReadAllText(Path.Combine(tree.Folder, "b"))));
            Assert.False(File.Exists(Path.Combine(tree.Folder, "new file")));
        }

        Assert.Equal((head, true), (change.Head, change.HasUncommitted));
        Assert.Equal(["new file"], change.Untracked);
        Assert.Equal("changed", File.ReadAllText(repository.File("a")));
        Assert.Equal("", await repository.GitAsync("stash", "list"));
    }

    [Fact]
    public async Task A_submodule_with_changes_of_its_own_is_refused()
    {
        using TemporaryRepository inner = await TemporaryRepository.CreateAsync();
        _ = await inner.CommitAsync("a", "1");
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "inner");
        _ = await repository.CommitAsync("b", "1");
        Assert.False((await TakeAsync(repository)).HasUncommitted);
        repository.Write("inner/a", "changed");

        var exception = await Assert.ThrowsAsync<GateException>(() => TakeAsync(repository));

        Assert.Contains("the submodule 'inner' has uncommitted changes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_a_commit_is_said()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();

        Assert.Contains("no commit yet", (await Assert.ThrowsAsync<GateException>(() => TakeAsync(repository))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_outside_of_every_repository_is_said()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();

        var exception = await Assert.ThrowsAsync<GateException>(() => GitRepository.OpenAsync(repository.Temporary, default));

        Assert.Contains("is not in a git work tree", exception.Message, StringComparison.Ordinal);
    }

    static async Task<ChangedTree> TakeAsync(TemporaryRepository repository) => await ChangedTree.TakeAsync(await repository.OpenAsync(), default);
}
