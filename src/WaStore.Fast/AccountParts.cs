using Microsoft.Extensions.Logging;
using WaStore.Fast.Coordination;

namespace WaStore.Fast;

/// <summary>What an account has to close, the last one first.</summary>
/// <remarks>
/// A part that fails keeps nobody beside it from closing. What the parts stand on, the Signal cache and the store, stays open while one of them has something that is
/// nowhere else: closed, it could never be written.
/// </remarks>
sealed partial class AccountParts(ILogger logger)
{
    // One lock: whose turn to close it is.
    const int Turn = 0;

    readonly KeyedLocks<int> _turns = new(capacity: 1);
    readonly List<Part> _open = [];

    /// <summary>Adds a part that closes before those that were added so far.</summary>
    /// <param name="part">The part.</param>
    /// <param name="holds">Asked after it failed to close: whether it has something that is only in memory. Null: always.</param>
    internal T Push<T>(T part, Func<bool>? holds = null)
        where T : IAsyncDisposable
    {
        _open.Add(new Part(part, holds ?? (static () => true), IsGround: false));
        return part;
    }

    /// <summary>As <see cref="Push"/>, for what the parts stand on.</summary>
    internal T PushGround<T>(T part)
        where T : IAsyncDisposable
    {
        _open.Add(new Part(part, static () => true, IsGround: true));
        return part;
    }

    /// <summary>Closes what is still open. Again: tries again what failed.</summary>
    /// <exception cref="Exception">Parts failed to close; see <see cref="AccountErrors"/>.</exception>
    internal async ValueTask CloseAsync()
    {
        using var turn = await _turns.LockAsync(Turn).ConfigureAwait(false);
        var errors = new AccountErrors();
        var isHeld = false;
        for (var i = _open.Count - 1; i >= 0 && !(isHeld && _open[i].IsGround); i--)
        {
            var part = _open[i];
            if (await errors.TryAsync(part.Closing.DisposeAsync).ConfigureAwait(false))
            {
                _open.RemoveAt(i);
            }
            else
            {
                isHeld |= part.Holds();
            }
        }

        // On closed ground nothing that is left can be tried again; it had nothing to lose.
        if (!_open.Exists(static part => part.IsGround))
        {
            _open.Clear();
        }

        errors.ThrowIfAny();
    }

    /// <summary>Closes all of an account that did not come to be. Never throws: why it did not is what the caller wants to know.</summary>
    internal async ValueTask AbandonAsync()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            try
            {
                await _open[i].Closing.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogNotClosed(exception, _open[i].Closing.GetType().Name);
            }
        }

        _open.Clear();
    }

    [LoggerMessage(EventId = 1, EventName = "AccountPartNotClosed", Level = LogLevel.Warning, Message = "After the account could not be opened, {Part} could not be closed")]
    partial void LogNotClosed(Exception exception, string part);

    sealed record Part(IAsyncDisposable Closing, Func<bool> Holds, bool IsGround);
}
