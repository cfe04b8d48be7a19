using System.Runtime.ExceptionServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast;

/// <summary>The failures of several parts as one exception.</summary>
sealed class AccountErrors
{
    readonly List<Exception> _errors = [];

    internal async ValueTask<bool> TryAsync(Func<ValueTask> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _errors.Add(exception);
            return false;
        }
    }

    /// <exception cref="StoreException">The first of several failures by its kind, and all of them as its inner exception.</exception>
    /// <exception cref="AggregateException">Several failures of which the first is none of the store.</exception>
    internal void ThrowIfAny()
    {
        switch (_errors)
        {
            case []:
                return;
            case [var only]:
                ExceptionDispatchInfo.Throw(only);
                return;
            case [StoreException first, ..]:
                throw first.With(_errors);
            default:
                throw new AggregateException(_errors);
        }
    }
}
