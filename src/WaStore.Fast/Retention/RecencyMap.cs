using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Retention;

/// <summary>A few values by key, of which those that were set longest ago make room. Not thread-safe.</summary>
sealed class RecencyMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    readonly LinkedList<(TKey Key, TValue Value)> _order = [];

    internal int Count => _nodes.Count;

    internal bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isThere = _nodes.TryGetValue(key, out var node);
        value = isThere ? node!.Value.Value : default;
        return isThere;
    }

    internal void Set(TKey key, TValue value)
    {
        if (_nodes.TryGetValue(key, out var node))
        {
            _order.Remove(node);
        }
        else if (_nodes.Count == capacity)
        {
            _ = _nodes.Remove(_order.First!.Value.Key);
            node = _order.First;
            _order.RemoveFirst();
        }

        node ??= new LinkedListNode<(TKey Key, TValue Value)>(default);
        node.Value = (key, value);
        _order.AddLast(node);
        _nodes[key] = node;
    }
}
