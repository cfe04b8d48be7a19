using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class NativeConnection
{
    int[] _places = [];
    bool _placesRented;

    /// <summary>
    /// Room for a list's distinct places. The connection keeps one array; a list inside another list's loop gets its own. Not from the shared pool, because an
    /// enumerator may be disposed twice (by foreach and by using), and a second return there would hand one array to two renters.
    /// </summary>
    internal int[] RentPlaces(int length)
    {
        if (_placesRented)
        {
            return new int[length];
        }

        if (_places.Length < length)
        {
            _places = new int[length];
        }

        _placesRented = true;
        Held++;
        return _places;
    }

    internal void ReturnPlaces(int[] places)
    {
        if (_placesRented && ReferenceEquals(places, _places))
        {
            ReturnPlaces();
        }
    }

    /// <summary>
    /// At the end of a call on the connection: rows that were asked for and never enumerated are never disposed either. What was bound for them may be key material,
    /// and the places of their list would be missing to the next one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void DropUnread()
    {
        if (Held != 0)
        {
            ResetStatements();
        }
    }

    void ReturnPlaces()
    {
        if (_placesRented)
        {
            _placesRented = false;
            Held--;
        }
    }
}
