using System.Globalization;
using System.Text;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((Context, address), static (connection, call) =>
        {
            foreach (var row in connection.Statements<IdentityStatements>().Get(call.address, call.Context.DeviceId))
            {
                return ToIdentity(row.Value, call.address);
            }

            return (Key32?)null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, Key32>> LoadIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return ReadManyAsync(addresses, static (connection, call) =>
        {
            var found = new Dictionary<string, Key32>(call.Keys.Length);
            foreach (var row in connection.Statements<IdentityStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var address = Encoding.UTF8.GetString(row.Address);
                found[address] = ToIdentity(row.Record, address);
            }

            return (IReadOnlyDictionary<string, Key32>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((address, DeviceId), static (connection, call) =>
            connection.Statements<SessionStatements>().Get(call.address, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return ReadManyAsync(addresses, static (connection, call) =>
            (IReadOnlyDictionary<string, byte[]>)Records(connection.Statements<SessionStatements>().GetMany(call.Keys.Span, call.Context.DeviceId), call.Keys.Length), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Allocates nothing, however many records there are.</remarks>
    public ValueTask ReadSessionsAsync<TState>(ReadOnlyMemory<string> addresses, TState state, BlobReader<TState> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        KeyText.RequireAll(addresses);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return addresses.IsEmpty ? default : NoResult(ReadAsync((addresses, state, read, DeviceId), static (connection, call) =>
        {
            var records = 0;
            foreach (var row in connection.Statements<SessionStatements>().GetMany(call.addresses.Span, call.DeviceId))
            {
                call.read(call.state, row.Address, row.Record);
                records++;
            }

            return records;
        }, snapshot: addresses.Length > ListLadder.DefaultChunkSize, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((address, DeviceId), static (connection, call) =>
            connection.Statements<SessionStatements>().Exists(call.address, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSignalStateForUserAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return ReadAsync((user, DeviceId), static (connection, call) =>
            connection.Statements<UserStateStatements>().Exists(call.user, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return ReadAsync((user, DeviceId), static (connection, call) =>
            (IReadOnlyList<string>)connection.Statements<UserStateStatements>().Addresses(call.user, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return ReadAsync((name, DeviceId), static (connection, call) =>
            connection.Statements<SenderKeyStatements>().Get(call.name, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(names);
        return ReadManyAsync(names, static (connection, call) =>
            (IReadOnlyDictionary<string, byte[]>)Records(connection.Statements<SenderKeyStatements>().GetMany(call.Keys.Span, call.Context.DeviceId), call.Keys.Length), cancellationToken);
    }

    static Dictionary<string, byte[]> Records(ListRows<string, AddressedRecord> rows, int capacity)
    {
        var found = new Dictionary<string, byte[]>(capacity);
        foreach (var row in rows)
        {
            found[Encoding.UTF8.GetString(row.Address)] = row.Record.ToArray();
        }

        return found;
    }

    // Loud: an identity that reads as absent would be trusted anew (spec/storage.md 1.1).
    static Key32 ToIdentity(ReadOnlySpan<byte> stored, string address) =>
        Key32.TryCreate(stored, out var key)
            ? key
            : throw StoreException.Validation(string.Create(CultureInfo.InvariantCulture, $"the identity key of {address} has {stored.Length} bytes, {Key32.Length} expected"));
}
