using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What a <see cref="SteeredBackend"/> is told to do with its calls. Thread-safe.</summary>
public sealed class Steering
{
    readonly Lock _gate = new();
    readonly List<string> _calls = [];
    readonly List<Order> _orders = [];
    readonly List<Order> _given = [];
    readonly HashSet<string> _broken = [];

    /// <summary>The names of the calls so far.</summary>
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

    public int CountOf(string method) => Calls.Count(call => call == method);

    /// <summary>Parks the next call of a method: before the inner backend sees it, or with its answer in hand.</summary>
    public Order Park(string method, bool after = false) => Add(new Order(method, after, failure: null));

    /// <summary>Fails the next call of a method; with <paramref name="after"/> although the inner backend did its work.</summary>
    public void FailNext(string method, bool after = false, Exception? failure = null)
    {
        var order = Add(new Order(method, after, failure ?? Down()));
        order.Release();
    }

    /// <summary>Fails every call of a method until it is mended.</summary>
    public void Break(string method)
    {
        lock (_gate)
        {
            _ = _broken.Add(method);
        }
    }

    /// <summary>Ends everything that was ordered, so that a test that failed half-way ends as well.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _broken.Clear();
            _orders.Clear();
            _given.ForEach(static order => order.Release());
        }
    }

    public static StoreException Down() => StoreException.Database("steered to fail", sqliteErrorCode: 10);

    internal Order? Next(string method)
    {
        lock (_gate)
        {
            _calls.Add(method);
            if (_broken.Contains(method))
            {
                var failing = new Order(method, isAfter: false, Down());
                failing.Release();
                return failing;
            }

            var order = _orders.Find(order => order.Method == method);
            if (order is not null)
            {
                _ = _orders.Remove(order);
            }

            return order;
        }
    }

    Order Add(Order order)
    {
        lock (_gate)
        {
            _orders.Add(order);
            _given.Add(order);
        }

        return order;
    }
}

/// <summary>What happens to one call.</summary>
public sealed class Order(string method, bool isAfter, Exception? failure)
{
    readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Method { get; } = method;

    public bool IsAfter { get; } = isAfter;

    /// <summary>Completes when the call stands still.</summary>
    public Task Reached => _reached.Task.WaitAsync(Harness.Patience);

    public void Release() => _released.TrySetResult();

    public void Fail(Exception failure) => _released.TrySetException(failure);

    internal async Task ObeyAsync()
    {
        _ = _reached.TrySetResult();
        await _released.Task;
        if (failure is not null)
        {
            throw failure;
        }
    }
}
