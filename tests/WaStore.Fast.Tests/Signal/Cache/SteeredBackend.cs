using System.Reflection;
using System.Runtime.ExceptionServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A backend in front of another whose calls can be parked, before or after the other did its work, and made to fail.</summary>
public class SteeredBackend : DispatchProxy
{
    static readonly MethodInfo s_steer = typeof(SteeredBackend).GetMethod(nameof(SteerAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    object _inner = null!;
    Steering _steering = null!;

    public static IBackend Of(IBackend inner, Steering steering) => Create<IBackend>(inner, steering);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        if (method.IsSpecialName)
        {
            // Its one property, who may own it: nobody does, for a harness crashes and opens again without giving anything back.
            return null;
        }

        var order = _steering.Next(method.Name);
        if (order is null && method.Name != nameof(IBackend.OpenSnapshotAsync))
        {
            return Call(method, args);
        }

        if (method.ReturnType == typeof(ValueTask))
        {
            return new ValueTask(SteerAsync<object?>(this, method, args, order));
        }

        var result = method.ReturnType.GetGenericArguments()[0];
        var task = s_steer.MakeGenericMethod(result).Invoke(null, [this, method, args, order]);
        return Activator.CreateInstance(method.ReturnType, task);
    }

    static T Create<T>(object inner, Steering steering)
        where T : class
    {
        var made = Create<T, SteeredBackend>();
        ((SteeredBackend)(object)made)._inner = inner;
        ((SteeredBackend)(object)made)._steering = steering;
        return made;
    }

    static async Task<T> SteerAsync<T>(SteeredBackend self, MethodInfo method, object?[]? args, Order? order)
    {
        if (order is { IsAfter: false })
        {
            await order.ObeyAsync();
        }

        var answer = self.Call(method, args);
        T result = default!;
        if (answer is ValueTask done)
        {
            await done;
        }
        else
        {
            result = await (ValueTask<T>)answer!;
        }

        if (order is { IsAfter: true })
        {
            await order.ObeyAsync();
        }

        return result is IReadSnapshot snapshot ? (T)Create<IReadSnapshot>(snapshot, self._steering) : result;
    }

    object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_inner, args);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }
}
