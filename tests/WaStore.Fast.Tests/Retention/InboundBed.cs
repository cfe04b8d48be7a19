using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

/// <summary>Inbound commits with a Signal cache, over a steered backend, and an app that notes what it is told.</summary>
sealed class InboundBed : IInboundHandler, IAsyncDisposable
{
    readonly InboundOptions _options;

    public InboundBed(InboundOptions? options = null)
    {
        _options = (options ?? new InboundOptions()) with { TimeProvider = Bed.Time };
        Harness = new Harness(Harness.Quiet, Bed.Store);
        Inbound = Open();
    }

    public Bed Bed { get; } = new();

    public Harness Harness { get; }

    public InboundCommits Inbound { get; private set; }

    /// <summary>What the app was told, step by step.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The app's next calls of a step fail.</summary>
    public Queue<string> Failing { get; } = new();

    public Steering Steering => Harness.Steering;

    public int Commits => Steering.CountOf(Bed.Commit);

    public static PendingInbound Message(string id, int length = 3) => new("c@g.us", "100@lid", id, Enumerable.Repeat((byte)7, length).ToArray());

    public static PendingInboundKey Key(string id) => new("c@g.us", "100@lid", id);

    public ValueTask HandleAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken)
    {
        Assert.All(messages, static message => Assert.Equal(7, message.Message.Span[0]));
        return Note("handle", messages.Select(static message => message.Id));
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<PendingInboundKey> messages, CancellationToken cancellationToken) => Note("ack", messages.Select(static message => message.Id));

    public ValueTask DispatchAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken) => Note("event", messages.Select(static message => message.Id));

    /// <summary>Takes a message in, in the order that the rules ask for.</summary>
    public async Task ReceiveAsync(string id, int length = 3)
    {
        await Inbound.AcceptAsync(Message(id, length));
        await Inbound.CommitIfDueAsync();
    }

    public async Task<byte[]?> RowAsync(string id) => await Bed.Store.GetPendingInboundAsync("c@g.us", "100@lid", id);

    /// <summary>The memory is lost.</summary>
    public void Crash()
    {
        Harness.Crash();
        Inbound = Open();
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    InboundCommits Open()
    {
        var backend = SteeredBackend.Of(Bed.Store, Steering);
        var cache = Harness.Cache;
        return new InboundCommits(backend, new MortalCarrier(cache, () => cache == Harness.Cache), this, _options);
    }

    ValueTask Note(string step, IEnumerable<string> ids)
    {
        if (Failing.TryPeek(out var failing) && failing == step)
        {
            _ = Failing.Dequeue();
            throw new InvalidOperationException($"{step} fails");
        }

        Steps.Add($"{step} {string.Join(',', ids)}");
        return default;
    }
}
