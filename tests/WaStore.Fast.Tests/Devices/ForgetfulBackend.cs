using System.Reflection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>A backend that says that the device row exists, and reads none.</summary>
public class ForgetfulBackend : DispatchProxy
{
    IBackend _inner = null!;

    public static IBackend Of(IBackend inner)
    {
        var made = Create<IBackend, ForgetfulBackend>();
        ((ForgetfulBackend)(object)made)._inner = inner;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IBackend.ExistsAsync) ? new ValueTask<bool>(true) : targetMethod.Invoke(_inner, args);
}
