using System.Collections.Immutable;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Coordination;

/// <summary>Who rides with every flush of a carrier.</summary>
sealed class BoardedRiders
{
    ImmutableArray<Boarding> _aboard = [];

    /// <summary>Whether anything waits that the next flush would take.</summary>
    internal bool IsAnyPending
    {
        get
        {
            foreach (var boarding in _aboard)
            {
                if (!boarding.IsApart && boarding.Riders.IsAnyPending)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal IDisposable Add(IFlushRiders riders)
    {
        var boarding = new Boarding(this, riders);
        _ = ImmutableInterlocked.Update(
            ref _aboard,
            static (aboard, one) => aboard.All(other => !ReferenceEquals(other.Riders, one.Riders)) ? aboard.Add(one) : throw new ArgumentException("These riders are aboard already."),
            boarding);
        return boarding;
    }

    internal bool Contains(IFlushRiders riders) => _aboard.Any(boarding => ReferenceEquals(boarding.Riders, riders));

    /// <summary>Those whom a round takes along.</summary>
    internal ImmutableArray<Boarding> Of(FlushRound round)
    {
        var aboard = _aboard;
        foreach (var boarding in aboard)
        {
            if (!IsTaken(boarding, round))
            {
                return [.. aboard.Where(one => IsTaken(one, round))];
            }
        }

        return aboard;
    }

    static bool IsTaken(Boarding boarding, FlushRound round) => !boarding.IsApart || round.WaitsFor(boarding.Riders);

    /// <summary>One of them. Apart from its owner's call to leave, used by one flush at a time.</summary>
    internal sealed class Boarding(BoardedRiders carrier, IFlushRiders riders) : IDisposable
    {
        volatile bool _isApart;
        bool _isAdded;

        internal IFlushRiders Riders { get; } = riders;

        /// <summary>Whether the store refused them the last time: then they go only when they are asked for.</summary>
        internal bool IsApart
        {
            get => _isApart;
            set => _isApart = value;
        }

        internal void AddTo(StoreBatch batch)
        {
            _isAdded = true;
            Riders.AddTo(batch);
        }

        /// <summary>Ends the round, if one was begun.</summary>
        internal void Settle(bool isDurable)
        {
            if (_isAdded)
            {
                _isAdded = false;
                Riders.Settle(isDurable);
            }
        }

        public void Dispose() => _ = ImmutableInterlocked.Update(ref carrier._aboard, static (aboard, one) => aboard.Remove(one), this);
    }
}
