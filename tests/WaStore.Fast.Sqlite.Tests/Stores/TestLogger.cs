using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Keeps what was logged from warnings up.</summary>
sealed class TestLogger : ILogger
{
    internal ConcurrentQueue<string> Warnings { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Warnings.Enqueue(formatter(state, exception));
}
