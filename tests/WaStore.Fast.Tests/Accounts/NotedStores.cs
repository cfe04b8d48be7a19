using System.Reflection;
using System.Runtime.ExceptionServices;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>Five stores of a user's own that note each call by its name and fail those that they are told to, combined as one backend: a batch comes apart into its calls.</summary>
public class NotedStores : DispatchProxy
{
    IBackend _inner = null!;
    Notes _notes = null!;

    public static IBackend Of(IBackend inner, Notes notes) => Backend.Combine(
        Create<ISignalStore>(inner, notes),
        Create<IAppSyncStore>(inner, notes),
        Create<IProtocolStore>(inner, notes),
        Create<IMsgSecretStore>(inner, notes),
        Create<IDeviceStore>(inner, notes));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.IsSpecialName)
        {
            return _notes;
        }

        _notes.Note(targetMethod.Name);
        try
        {
            return targetMethod.Invoke(_inner, args);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    static TStore Create<TStore>(IBackend inner, Notes notes)
        where TStore : class
    {
        var store = Create<TStore, NotedStores>();
        ((NotedStores)(object)store)._inner = inner;
        ((NotedStores)(object)store)._notes = notes;
        return store;
    }
}

/// <summary>What was called, in order, by name; also the ownership of the stores. Thread-safe.</summary>
public sealed class Notes : ISignalOwnership, ISignalLease, IAsyncDisposable
{
    public const string Acquired = "acquired";
    public const string Released = "released";
    public const string Closed = "closed";

    readonly Lock _gate = new();
    readonly List<string> _calls = [];

    /// <summary>Calls that fail, by name, until they are taken out.</summary>
    public HashSet<string> Failing { get; } = [];

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public ReadOnlyMemory<byte> Life => default;

    public int CountOf(string call) => Calls.Count(name => name == call);

    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    /// <exception cref="StoreException">The call is to fail. Its text names the call.</exception>
    public void Note(string call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            if (Failing.Contains(call))
            {
                throw StoreException.Database(call, Steering.Down());
            }
        }
    }

    public async ValueTask<ISignalLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Note(Acquired);
        return this;
    }

    public void EnsureHeld()
    {
    }

    public ForeignCommits TakeForeignCommits() => ForeignCommits.None;

    public ValueTask ReleaseAsync(ReadOnlyMemory<byte> life)
    {
        Note(Released);
        return default;
    }

    /// <summary>The store under the account is closed.</summary>
    public ValueTask DisposeAsync()
    {
        Note(Closed);
        return default;
    }
}
