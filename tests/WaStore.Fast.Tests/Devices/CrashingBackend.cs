using System.Reflection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>Thrown by every call from the crash on.</summary>
public sealed class CrashException() : Exception("the process is gone");

/// <summary>The store as a process sees it that dies at one of its calls: just before the store did its work, or just after, with the answer lost.</summary>
public class CrashingBackend : DispatchProxy
{
    IBackend _inner = null!;
    int _callsLeft;
    bool _isAfter;

    /// <summary>How many calls were made, the one that crashed among them.</summary>
    public int Calls { get; private set; }

    public bool IsCrashed => _callsLeft < 0;

    /// <summary>Dies at the call with the number <paramref name="step"/>, from 0.</summary>
    public static IBackend Of(IBackend inner, int step, bool after)
    {
        var made = Create<IBackend, CrashingBackend>();
        var backend = (CrashingBackend)(object)made;
        (backend._inner, backend._callsLeft, backend._isAfter) = (inner, step, after);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (IsCrashed)
        {
            throw new CrashException();
        }

        Calls++;
        if (_callsLeft-- > 0)
        {
            return targetMethod!.Invoke(_inner, args);
        }

        if (_isAfter)
        {
            // The store in memory answers at once.
            _ = targetMethod!.Invoke(_inner, args);
        }

        throw new CrashException();
    }
}
