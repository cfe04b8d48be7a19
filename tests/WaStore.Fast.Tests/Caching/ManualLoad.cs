namespace WaStore.Fast.Tests.Caching;

/// <summary>A load that ends when it is told to, whatever its token says.</summary>
sealed class ManualLoad
{
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> _value = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _runs;

    internal int Runs => Volatile.Read(ref _runs);

    internal Task Started => _started.Task;

    internal CancellationToken Token { get; private set; }

    internal static async ValueTask<int> Run(ManualLoad load, string key, CancellationToken cancellationToken)
    {
        load.Token = cancellationToken;
        _ = Interlocked.Increment(ref load._runs);
        _ = load._started.TrySetResult();
        return await load._value.Task;
    }

    internal static async ValueTask<Note?> RunNote(ManualLoad load, string key, CancellationToken cancellationToken) =>
        new(await Run(load, key, cancellationToken));

    internal void Complete(int value) => _value.SetResult(value);

    internal void Fail(Exception error) => _value.SetException(error);
}
