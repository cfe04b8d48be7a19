namespace WaStore.Fast.Sqlite.Engine;

/// <summary>A generated class of statements: one instance per connection, made when first asked for.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface IStatementSet<TSelf>
    where TSelf : class, IStatementSet<TSelf>
{
    /// <summary>The place of the set on every connection (<see cref="StatementSlots.ReserveSet"/>).</summary>
    static abstract int SetSlot { get; }

    /// <summary>Makes the instance of one connection; chooses statement variants by <see cref="NativeConnection.Schema"/>.</summary>
    /// <param name="connection">The connection that its statements will be prepared on.</param>
    static abstract TSelf Create(NativeConnection connection);
}
