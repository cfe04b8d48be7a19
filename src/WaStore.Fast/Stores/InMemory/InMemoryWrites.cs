namespace WaStore.Fast.Stores.InMemory;

/// <summary>Every write of the five stores over a state in memory, written once. Each stands for itself in an <see cref="InMemoryBackend"/>, and is a part of the batch's in an <see cref="InMemoryUnitOfWork"/>.</summary>
/// <remarks>All or nothing each. Texts are checked before anything is touched, and refused exactly as SQLite's stores refuse them. Blobs are copied on the way in.</remarks>
public abstract partial class InMemoryWrites : InMemoryReads, IStoreWrites
{
    private protected InMemoryWrites(InMemoryDatabase database, int deviceId)
        : base(database, deviceId)
    {
    }

    /// <summary>Now in unix seconds.</summary>
    long Now => Database.Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Puts in place what <paramref name="change"/> makes of the content; nothing on any exception.</summary>
    /// <param name="argument">Handed to <paramref name="change"/>.</param>
    /// <param name="change">A static lambda.</param>
    /// <param name="cancellationToken">Cancelled on entry: nothing is done.</param>
    private protected abstract ValueTask<TResult> WriteAsync<TArg, TResult>(
        TArg argument, Func<DatabaseState, TArg, (DatabaseState State, TResult Result)> change, CancellationToken cancellationToken);

    /// <summary>Changes this account.</summary>
    ValueTask<TResult> Change<TArg, TResult>(TArg argument, Func<AccountState, TArg, (AccountState Account, TResult Result)> change, CancellationToken cancellationToken) =>
        WriteAsync((DeviceId, argument, change), static (state, call) =>
        {
            var (account, result) = call.change(state[call.DeviceId], call.argument);
            return (state.With(call.DeviceId, account), result);
        }, cancellationToken);

    /// <summary>Changes this account and answers nothing.</summary>
    ValueTask Change<TArg>(TArg argument, Func<AccountState, TArg, AccountState> change, CancellationToken cancellationToken)
    {
        var call = WriteAsync((DeviceId, argument, change), static (state, call) =>
            (state.With(call.DeviceId, call.change(state[call.DeviceId], call.argument)), 0), cancellationToken);
        return call.IsCompletedSuccessfully ? default : new ValueTask(call.AsTask());
    }
}
