using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>What is done with received messages once they are durable. Each step gets a batch in the order of arrival; an exception means: again later, from this step.</summary>
/// <remarks>One batch at a time. A step must not wait for a commit of the same <see cref="InboundCommits"/>: it is the commit.</remarks>
public interface IInboundHandler
{
    /// <summary>Makes the messages the app's own. They come again after a crash before the next step, so taking one twice must do no harm.</summary>
    ValueTask HandleAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken);

    /// <summary>Tells the server that it need not deliver them again.</summary>
    ValueTask AcknowledgeAsync(IReadOnlyList<PendingInboundKey> messages, CancellationToken cancellationToken);

    /// <summary>Tells listeners. It comes last and is not tried again: what may not be missed belongs in <see cref="HandleAsync"/>. Default: nothing.</summary>
    ValueTask DispatchAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken) => default;
}
