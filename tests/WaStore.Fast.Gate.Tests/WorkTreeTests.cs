using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>Work trees come and go, and only our own.</summary>
public sealed class WorkTreeTests
{
    [Fact]
    public async Task It_has_the_commit_and_is_removed_with_what_was_built_in_it()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string first = await repository.CommitAsync("a", "1");
        _ = await repository.CommitAsync("a", "2");
        string folder = Path.Combine(repository.Temporary, "tree");
        await using (WorkTree tree = await WorkTree.AddAsync(await repository.OpenAsync(), first, folder, default))
        {
            Assert.Equal("1", File.ReadAllText(Path.Combine(tree.Folder, "a")));
            Assert.Equal(2, await repository.WorkTreesAsync());
            File.WriteAllText(Path.Combine(tree.Folder, "built"), "");
        }

        Assert.False(Directory.Exists(folder));
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    [Fact]
    public async Task One_whose_folder_is_gone_is_forgotten_and_no_other_is()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string commit = await repository.CommitAsync("a", "1");
        string others = Path.Combine(repository.Temporary, "others");
        _ = await repository.GitAsync("worktree", "add", "--quiet", "--detach", others, commit);
        Directory.Move(others, others + ".unplugged");
        await using (WorkTree tree = await WorkTree.AddAsync(await repository.OpenAsync(), commit, Path.Combine(repository.Temporary, "tree"), default))
        {
            Directory.Delete(tree.Folder, recursive: true);
        }

        // Its own, and the one that is only unplugged.
        Assert.Equal(2, await repository.WorkTreesAsync());
    }

    [Fact]
    public async Task A_checkout_that_fails_leaves_nothing()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("a", "1");
        string folder = Path.Combine(repository.Temporary, "tree");

        _ = await Assert.ThrowsAsync<GateException>(async () => await WorkTree.AddAsync(await repository.OpenAsync(), new string('0', 40), folder, default));

        Assert.False(Directory.Exists(folder));
        Assert.Equal(1, await repository.WorkTreesAsync());
    }

    [Fact]
    public async Task A_cancelled_tool_is_killed()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        using var cancellation = new CancellationTokenSource();
        Task<ToolRun> run = Tool.RunAsync(Tool.Dotnet, ["exec", TestProgram.Path, "measure", "hangs"], repository.Root, cancellation.Token);
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_said() =>
        Assert.Contains("no-such-tool", (await Assert.ThrowsAsync<GateException>(() => Tool.RunAsync("no-such-tool", [], Path.GetTempPath(), default))).Message, StringComparison.Ordinal);
}
