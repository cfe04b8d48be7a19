using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>One cache's ownership of an account, until it is released or the handle's database is closed.</summary>
sealed class SignalLease(DatabaseOwnership database, int account, byte[]? life, (long Met, long Certain) commits) : ISignalLease
{
    (long Met, long Certain) _seen = commits;

    public ReadOnlyMemory<byte> Life { get; } = life;

    internal int Account => account;

    /// <summary>The commits of others that the cache knows of.</summary>
    internal long SeenCommits => _seen.Met;

    public void EnsureHeld() => database.EnsureHeld(this);

    public ForeignCommits TakeForeignCommits()
    {
        var now = database.CommitsOfOthers;
        var answer = now.Certain != _seen.Certain ? ForeignCommits.Certain
            : now.Met != _seen.Met ? ForeignCommits.Possible
            : ForeignCommits.None;
        _seen = now;
        return answer;
    }

    public ValueTask ReleaseAsync(ReadOnlyMemory<byte> life)
    {
        if (life.Length != CleanMarker.LifeLength)
        {
            throw new ArgumentException($"A life has {CleanMarker.LifeLength} bytes.", nameof(life));
        }

        database.Release(this, life.ToArray());
        return default;
    }
}
