using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return NoResult(WriteAsync((address, key, DeviceId), static (connection, call) =>
            connection.Statements<IdentityStatements>().Put(call.address, call.key, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask PutIdentitiesAsync(ReadOnlyMemory<IdentityEntry> identities, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(identities);
        return WriteManyAsync(identities, static (connection, call) =>
            connection.Statements<IdentityStatements>().PutMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return NoResult(WriteAsync((address, DeviceId), static (connection, call) =>
            connection.Statements<IdentityStatements>().Delete(call.address, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return WriteManyAsync(addresses, static (connection, call) =>
            connection.Statements<IdentityStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return NoResult(WriteAsync((address, record, DeviceId), static (connection, call) =>
            connection.Statements<SessionStatements>().Put(call.address, call.record.Span, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask PutSessionsAsync(ReadOnlyMemory<RecordEntry> sessions, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(sessions);
        return WriteManyAsync(sessions, static (connection, call) =>
            connection.Statements<SessionStatements>().PutMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return NoResult(WriteAsync((address, DeviceId), static (connection, call) =>
            connection.Statements<SessionStatements>().Delete(call.address, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return WriteManyAsync(addresses, static (connection, call) =>
            connection.Statements<SessionStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A copy goes to <c>wsf_quarantine</c> (<see cref="SqliteDatabase.GetQuarantineAsync"/>); the row stays until it is replaced or deleted.</remarks>
    public ValueTask<bool> SetAsideSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return WriteAsync((Context, address, record), static (connection, call) =>
        {
            var (context, address, record) = call;
            context.Corrupt.Health.Count(QuarantineSource.Sessions, context.DeviceId);
            return context.Corrupt.SetAside(connection, CorruptRow.Of(QuarantineSource.Sessions, context.DeviceId, record.Span, address));
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return NoResult(WriteAsync((name, record, DeviceId), static (connection, call) =>
            connection.Statements<SenderKeyStatements>().Put(call.name, call.record.Span, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask PutSenderKeysAsync(ReadOnlyMemory<RecordEntry> senderKeys, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(senderKeys);
        return WriteManyAsync(senderKeys, static (connection, call) =>
            connection.Statements<SenderKeyStatements>().PutMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return NoResult(WriteAsync((name, DeviceId), static (connection, call) =>
            connection.Statements<SenderKeyStatements>().Delete(call.name, call.DeviceId), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(names);
        return WriteManyAsync(names, static (connection, call) =>
            connection.Statements<SenderKeyStatements>().DeleteMany(call.Entries.Span, call.Context.DeviceId), cancellationToken);
    }
}
