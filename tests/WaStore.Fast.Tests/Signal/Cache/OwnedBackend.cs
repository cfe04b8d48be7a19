using System.Reflection;
using System.Runtime.ExceptionServices;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A backend in front of another that has an owner, as a test says.</summary>
public class OwnedBackend : DispatchProxy
{
    IBackend _inner = null!;
    Owner _owner = null!;

    public static IBackend Of(IBackend inner, Owner owner)
    {
        var made = Create<IBackend, OwnedBackend>();
        ((OwnedBackend)(object)made)._inner = inner;
        ((OwnedBackend)(object)made)._owner = owner;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == "get_" + nameof(ISignalStore.Ownership))
        {
            return _owner;
        }

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
}

/// <summary>An ownership that answers what it is told and keeps what it was told.</summary>
public sealed class Owner : ISignalOwnership, ISignalLease
{
    public Incarnation? Resumed { get; init; }

    public StoreException? Taken { get; init; }

    public StoreException? Lost { get; set; }

    public ForeignCommits Foreign { get; set; }

    public List<Incarnation> Released { get; } = [];

    public ReadOnlyMemory<byte> Life => Resumed is { } resumed ? resumed.AsSpan().ToArray() : default;

    public ValueTask<ISignalLease> AcquireAsync(CancellationToken cancellationToken = default) =>
        Taken is null ? ValueTask.FromResult<ISignalLease>(this) : ValueTask.FromException<ISignalLease>(Taken);

    public void EnsureHeld()
    {
        if (Lost is not null)
        {
            throw Lost;
        }
    }

    public ForeignCommits TakeForeignCommits()
    {
        var foreign = Foreign;
        Foreign = ForeignCommits.None;
        return foreign;
    }

    public ValueTask ReleaseAsync(ReadOnlyMemory<byte> life)
    {
        Released.Add(new Incarnation(life.Span));
        return default;
    }
}
