using System.Globalization;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Sqlite.Tests.Signal.Storm;

/// <summary>Everything that the processes of a storm told, over all lives: what must never come again, and what the file must hold.</summary>
sealed class StormWitness
{
    readonly HashSet<(string Chain, uint Counter)> _published = [];
    readonly HashSet<string> _messageKeys = [];
    readonly Dictionary<string, uint> _last = [];

    internal Dictionary<string, StormSlot> Slots { get; } = [];

    /// <summary>The life that was killed last.</summary>
    internal Incarnation Incarnation { get; private set; }

    internal int Published => _published.Count;

    internal int Chains => _last.Count;

    internal int Acknowledged { get; private set; }

    internal int Begun { get; private set; }

    /// <summary>The first counter of a chain that was not published.</summary>
    internal uint After(string chain) => _last.TryGetValue(chain, out var last) ? last + 1 : 0;

    /// <summary>Takes a line in. False for one that the kill cut off.</summary>
    internal bool Hear(string line)
    {
        var words = line.Split(' ');
        switch (words)
        {
            case ["I", { Length: 2 * Incarnation.Length } life]:
                Incarnation = new Incarnation(Convert.FromHexString(life));
                return true;
            case ["P", _, var chain, var counter, { Length: 64 } messageKey]:
                Publish(chain, Number(counter), messageKey);
                return true;
            case ["?", var slot, var number, "set" or "phone" or "lid" or "ratchet" or "delete" or "migrate"]:
                Begun++;
                Slot(slot).Begins(Number(number), words[3]);
                return true;
            default:
                return Settle(words);
        }
    }

    internal StormSlot Slot(string name)
    {
        if (!Slots.TryGetValue(name, out var slot))
        {
            Slots.Add(name, slot = new StormSlot());
        }

        return slot;
    }

    // A number may be cut off too: then it is none that was begun.
    bool Settle(string[] words)
    {
        if (words is not ["!", var slot, var number] || !uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var acknowledged)
            || !Slot(slot).Operations.Any(operation => operation.Number == acknowledged))
        {
            return false;
        }

        Acknowledged++;
        Slot(slot).Acknowledged(acknowledged);
        return true;
    }

    void Publish(string chain, uint counter, string messageKey)
    {
        Assert.True(_published.Add((chain, counter)), $"counter {counter} of chain {chain} was published twice");
        Assert.True(_messageKeys.Add(messageKey), $"counter {counter} of chain {chain} has a message key that was used before");
        _last[chain] = Math.Max(counter, _last.GetValueOrDefault(chain));
    }

    static uint Number(string text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
