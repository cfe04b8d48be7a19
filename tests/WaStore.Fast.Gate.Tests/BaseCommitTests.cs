using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What a change is compared with.</summary>
public sealed class BaseCommitTests
{
    [Fact]
    public async Task On_a_branch_it_is_where_the_branch_began()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string common = await repository.CommitAsync("a", "1");
        _ = await repository.GitAsync("switch", "--quiet", "--create", "branch");
        _ = await repository.CommitAsync("a", "2");
        _ = await repository.GitAsync("switch", "--quiet", "main");
        _ = await repository.CommitAsync("b", "3");
        _ = await repository.GitAsync("switch", "--quiet", "branch");

        BaseCommit chosen = await ChooseAsync(repository);

        Assert.Equal((common, "the merge base of HEAD and main"), (chosen.Commit, chosen.Why));
    }

    [Fact]
    public async Task On_the_default_branch_it_is_the_commit_before()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string before = await repository.CommitAsync("a", "1");
        _ = await repository.CommitAsync("a", "2");

        BaseCommit chosen = await ChooseAsync(repository);

        Assert.Equal((before, "HEAD~1, as HEAD is on the default branch"), (chosen.Commit, chosen.Why));
    }

    [Fact]
    public async Task On_the_default_branch_uncommitted_changes_are_compared_with_HEAD()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("a", "1");
        string head = await repository.CommitAsync("a", "2");

        Assert.Equal(head, (await ChooseAsync(repository, hasUncommitted: true)).Commit);
    }

    [Fact]
    public async Task A_named_one_is_taken()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        string first = await repository.CommitAsync("a", "1");
        _ = await repository.GitAsync("tag", "v1");
        _ = await repository.CommitAsync("a", "2");
        _ = await repository.CommitAsync("a", "3");

        BaseCommit chosen = await ChooseAsync(repository, "v1");

        Assert.Equal((first, "--base v1"), (chosen.Commit, chosen.Why));
    }

    [Theory]
    [InlineData("no-such-branch")]
    [InlineData("--help")]
    [InlineData("")]
    public async Task One_that_is_not_there_is_said(string reference)
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("a", "1");

        var exception = await Assert.ThrowsAsync<GateException>(() => ChooseAsync(repository, reference));

        Assert.Equal($"there is no commit '{reference}'", exception.Message);
    }

    [Fact]
    public async Task A_shallow_clone_is_said()
    {
        using TemporaryRepository repository = await TemporaryRepository.CreateAsync();
        _ = await repository.CommitAsync("a", "1");
        _ = await repository.CommitAsync("a", "2");
        string clone = Path.Combine(repository.Temporary, "clone");
        _ = await repository.GitAsync("clone", "--quiet", "--depth=1", new Uri(repository.Root).AbsoluteUri, clone);

        var exception = await Assert.ThrowsAsync<GateException>(async () => await BaseCommit.ChooseAsync(await GitRepository.OpenAsync(clone, default), null, false, default));

        Assert.Contains("the clone is shallow", exception.Message, StringComparison.Ordinal);
    }

    static async Task<BaseCommit> ChooseAsync(TemporaryRepository repository, string? reference = null, bool hasUncommitted = false) =>
        await BaseCommit.ChooseAsync(await repository.OpenAsync(), reference, hasUncommitted, default);
}
