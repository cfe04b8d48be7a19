using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

public sealed partial class InboundCommits
{
    async ValueTask AddAsync(PendingInbound message, InboundBatch.Stage stage, CancellationToken cancellationToken)
    {
        while (!_batch.TryAdd(message, stage))
        {
            await CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        _worker.Request();
    }

    async Task RunAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var endsDrain = _endsDrain;
            await _carrier.FlushAsync(_batch).ConfigureAwait(false);
            if (_batch.Durable() is { Count: > 0 } batch)
            {
                await FinishAsync(batch).ConfigureAwait(false);
            }

            // Not if a new connection began meanwhile, nor for a wish that came after the capture.
            if (endsDrain && _endsDrain)
            {
                _isDraining = false;
                _endsDrain = false;
            }

            _health.Succeeded();
        }
        catch (Exception exception)
        {
            _health.Failed(exception);
            _worker.Request();
            throw;
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    async Task FinishAsync(List<InboundBatch.Message> batch)
    {
        await StepAsync(batch, InboundBatch.Stage.Durable, InboundBatch.Stage.Handled, static (self, messages) => self._handler.HandleAsync(Rows(messages), CancellationToken.None))
            .ConfigureAwait(false);
        await StepAsync(batch, InboundBatch.Stage.Handled, InboundBatch.Stage.Forgotten, static (self, messages) => self._store.DeletePendingInboundsAsync(Keys(messages)))
            .ConfigureAwait(false);
        await StepAsync(batch, InboundBatch.Stage.Forgotten, InboundBatch.Stage.Acknowledged, static (self, messages) => self._handler.AcknowledgeAsync(Keys(messages), CancellationToken.None))
            .ConfigureAwait(false);
        _batch.RemoveDone();
        await _handler.DispatchAsync(Rows(batch), CancellationToken.None).ConfigureAwait(false);
    }

    async Task StepAsync(List<InboundBatch.Message> batch, InboundBatch.Stage from, InboundBatch.Stage to, Func<InboundCommits, List<InboundBatch.Message>, ValueTask> step)
    {
        if (batch.FindAll(message => message.Stage == from) is { Count: > 0 } messages)
        {
            await step(this, messages).ConfigureAwait(false);
            messages.ForEach(message => message.Stage = to);
        }
    }

    static PendingInbound[] Rows(List<InboundBatch.Message> messages) => [.. messages.Select(static message => message.Row)];

    static PendingInboundKey[] Keys(List<InboundBatch.Message> messages) => [.. messages.Select(static message => message.Key)];
}
