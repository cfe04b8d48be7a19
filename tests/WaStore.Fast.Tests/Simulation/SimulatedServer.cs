namespace WaStore.Fast.Tests.Simulation;

/// <summary>The server: it delivers each message until it is acknowledged, in order.</summary>
sealed class SimulatedServer
{
    readonly Dictionary<(int User, int Device), int> _numbers = [];
    readonly LinkedList<Message> _outstanding = new();
    readonly Dictionary<string, LinkedListNode<Message>> _byId = [];
    int _sent;

    /// <summary>Messages that were sent to us.</summary>
    public int Sent => _sent;

    /// <summary>Those that are not acknowledged, the oldest first.</summary>
    public IReadOnlyCollection<Message> Outstanding => _outstanding;

    public Message Send(int user, int device, string chat)
    {
        var number = _numbers[(user, device)] = _numbers.GetValueOrDefault((user, device)) + 1;
        var message = new Message($"in{++_sent}", chat, user, device, number);
        _byId.Add(message.Id, _outstanding.AddLast(message));
        return message;
    }

    public void Acknowledge(string id)
    {
        if (_byId.Remove(id, out var node))
        {
            _outstanding.Remove(node);
        }
    }

    /// <param name="Id">Unique.</param>
    /// <param name="Chat">The chat's JID.</param>
    /// <param name="User">Who sent it.</param>
    /// <param name="Device">From which device.</param>
    /// <param name="Number">The device's how many-th message.</param>
    public sealed record Message(string Id, string Chat, int User, int Device, int Number);
}
