using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>The two fields that a store adds to a record, 100 the lease's ceiling and 101 the incarnation; they never go to the wire.</summary>
struct LocalFields
{
    const int CeilingField = 100;
    const int IncarnationField = 101;

    bool _hasCeiling;
    bool _hasIncarnation;
    bool _incarnationIsUnusable;
    Incarnation _incarnation;

    public uint Ceiling { get; private set; }

    public static bool IsLocal(int fieldNumber) => fieldNumber is CeilingField or IncarnationField;

    /// <summary>Takes the local field that was just read. False when it makes the record undecodable: a ceiling twice, of another type, above u32.</summary>
    public bool TryTake(ref readonly ProtoReader field)
    {
        if (field.FieldNumber == IncarnationField)
        {
            // Whatever is wrong with it counts as another incarnation, which is the safe reading.
            _incarnationIsUnusable |= _hasIncarnation || field.WireType != WireType.LengthDelimited || field.Bytes.Length != Incarnation.Length;
            _hasIncarnation = true;
            _incarnation = _incarnationIsUnusable ? default : new Incarnation(field.Bytes);
            return true;
        }

        if (_hasCeiling || field.WireType != WireType.Varint || field.Value > uint.MaxValue)
        {
            return false;
        }

        _hasCeiling = true;
        Ceiling = (uint)field.Value;
        return true;
    }

    /// <summary>Whether the record was stored by a cache of this incarnation, so that its counters are exact.</summary>
    public readonly bool IsExactFor(Incarnation incarnation) => _hasIncarnation && !_incarnationIsUnusable && _incarnation == incarnation;

    public static int Size(uint ceiling) =>
        ceiling == 0 ? 0 : ProtoWriter.VarintFieldSize(CeilingField, ceiling) + ProtoWriter.BytesFieldSize(IncarnationField, Incarnation.Length);

    public static void Write(ProtoWriter output, uint ceiling, Incarnation incarnation)
    {
        if (ceiling != 0)
        {
            output.WriteVarint(CeilingField, ceiling);
            output.WriteBytes(IncarnationField, incarnation.AsSpan());
        }
    }
}
