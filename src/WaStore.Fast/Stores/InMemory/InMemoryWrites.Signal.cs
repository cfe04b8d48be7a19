namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Change(new IdentityEntry(address, key), static (account, entry) => account with { Signal = account.Signal.PutIdentities(One(entry)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutIdentitiesAsync(ReadOnlyMemory<IdentityEntry> identities, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(identities);
        return Change(identities, static (account, entries) => account with { Signal = account.Signal.PutIdentities(entries.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Change(address, static (account, address) => account with { Signal = account.Signal.DeleteIdentities(One(address)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return Change(addresses, static (account, addresses) => account with { Signal = account.Signal.DeleteIdentities(addresses.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Change(new RecordEntry(address, record), static (account, entry) => account with { Signal = account.Signal.PutSessions(One(entry)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutSessionsAsync(ReadOnlyMemory<RecordEntry> sessions, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(sessions);
        return Change(sessions, static (account, entries) => account with { Signal = account.Signal.PutSessions(entries.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Change(address, static (account, address) => account with { Signal = account.Signal.DeleteSessions(One(address)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return Change(addresses, static (account, addresses) => account with { Signal = account.Signal.DeleteSessions(addresses.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Keeps no copy, as nobody could look at it after the process: answers false.</remarks>
    public ValueTask<bool> SetAsideSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<bool>(cancellationToken) : default;
    }

    /// <inheritdoc/>
    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change(new RecordEntry(name, record), static (account, entry) => account with { Signal = account.Signal.PutSenderKeys(One(entry)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutSenderKeysAsync(ReadOnlyMemory<RecordEntry> senderKeys, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(senderKeys);
        return Change(senderKeys, static (account, entries) => account with { Signal = account.Signal.PutSenderKeys(entries.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Change(name, static (account, name) => account with { Signal = account.Signal.DeleteSenderKeys(One(name)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(names);
        return Change(names, static (account, names) => account with { Signal = account.Signal.DeleteSenderKeys(names.Span) }, cancellationToken);
    }
}
