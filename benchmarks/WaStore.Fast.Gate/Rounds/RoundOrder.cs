namespace WaStore.Fast.Gate.Rounds;

/// <summary>Whose turn it is: all six orders of three sides equally often, shuffled, so that no side is always first, last, or behind the same other one.</summary>
sealed class RoundOrder(Random random)
{
    static readonly Side[][] s_orders =
    [
        [Side.Base, Side.Control, Side.Change], [Side.Base, Side.Change, Side.Control], [Side.Control, Side.Base, Side.Change],
        [Side.Control, Side.Change, Side.Base], [Side.Change, Side.Base, Side.Control], [Side.Change, Side.Control, Side.Base],
    ];

    readonly Side[][] _orders = [.. s_orders];
    int _next = s_orders.Length;

    internal IReadOnlyList<Side> Next()
    {
        if (_next == _orders.Length)
        {
            random.Shuffle(_orders);
            _next = 0;
        }

        return _orders[_next++];
    }
}
