using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>
/// Walks a session record without its current state: the archived states, most recently used first, between fields that we do not know. States
/// are found by their tags and otherwise not read.
/// </summary>
ref struct ArchivedStates(ReadOnlySpan<byte> rest)
{
    public const int Field = 2;

    ProtoReader _fields = new(rest);

    /// <summary>The position of the state that was read last.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The state that was read last.</summary>
    public readonly ReadOnlySpan<byte> Current => _fields.Bytes;

    /// <summary>Goes to the next state. False after the last.</summary>
    public bool MoveNext()
    {
        while (_fields.Read())
        {
            if (_fields.FieldNumber == Field)
            {
                Index++;
                return true;
            }
        }

        return false;
    }

    /// <summary>The state at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> rest, int index)
    {
        var states = new ArchivedStates(rest);
        while (states.MoveNext())
        {
            if (states.Index == index)
            {
                return states.Current;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, "There is no such archived state.");
    }

    /// <summary>Writes everything again but the state at <paramref name="removed"/> and those from <paramref name="kept"/> on.</summary>
    public static void Write(ProtoWriter output, ReadOnlySpan<byte> rest, int removed, int kept)
    {
        var fields = new ProtoReader(rest);
        var index = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber == Field)
            {
                var at = index++;
                if (at == removed || at >= kept)
                {
                    continue;
                }
            }

            output.WriteRaw(fields.Field);
        }
    }
}
