namespace WaStore.Fast.Directories;

/// <summary>
/// Whose devices or mapping changed lately, so that what was derived of a group's members is checked against the changes instead of being derived anew
/// (spec/caches.md 7.9).
/// </summary>
/// <remarks>Thread-safe; the last 256 events are known, and an older moment counts as "all changed".</remarks>
public sealed class TopologyLog
{
    /// <summary>How many events are remembered (spec/caches.md 4.4).</summary>
    public const int Capacity = 256;

    readonly Lock _gate = new();
    readonly string?[] _events = new string?[Capacity];
    long _generation;

    /// <summary>How many events there were. Equal generations: nothing changed.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Notes that something about <paramref name="user"/> changed.</summary>
    internal void Touch(string user) => Add(user);

    /// <summary>Notes that anything may have changed.</summary>
    internal void TouchAll() => Add(null);

    /// <summary>Whether something changed since <paramref name="generation"/> that concerns one of <paramref name="users"/>.</summary>
    public bool IsTouched(long generation, IReadOnlySet<string> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        return IsTouched(generation, users, static (users, user) => users.Contains(user));
    }

    /// <summary>Whether something changed since <paramref name="generation"/> that concerns <paramref name="user"/>.</summary>
    internal bool IsTouched(long generation, string user) => IsTouched(generation, user, static (asked, user) => asked == user);

    bool IsTouched<TState>(long generation, TState state, Func<TState, string, bool> concerns)
    {
        lock (_gate)
        {
            if (_generation - generation > Capacity)
            {
                return true;
            }

            for (var i = generation; i < _generation; i++)
            {
                if (_events[i % Capacity] is not { } user || concerns(state, user))
                {
                    return true;
                }
            }

            return false;
        }
    }

    void Add(string? user)
    {
        lock (_gate)
        {
            _events[_generation % Capacity] = user;
            Volatile.Write(ref _generation, _generation + 1);
        }
    }
}
