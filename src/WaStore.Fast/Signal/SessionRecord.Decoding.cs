using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SessionRecord
{
    /// <summary>
    /// Decodes a stored record. Where another incarnation stored it, the current sending chain is fast-forwarded to the lease's ceiling, at most
    /// 2,000 steps; the ceiling stays, so that the next send raises it again (spec/caches.md 1.10). Archived states are not read.
    /// </summary>
    /// <inheritdoc/>
    public static SessionRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        var fields = new ProtoReader(stored);
        var local = new LocalFields();
        ReadOnlySpan<byte> current = default;
        var hasCurrent = false;
        var archived = 0;
        var restLength = 0;
        while (fields.Read())
        {
            switch (fields.FieldNumber)
            {
                case CurrentStateField when hasCurrent:
                    throw Undecodable("it has two current states");
                case CurrentStateField or ArchivedStates.Field when fields.WireType != WireType.LengthDelimited:
                    throw Undecodable("a state has another wire type");
                case CurrentStateField:
                    current = fields.Bytes;
                    hasCurrent = true;
                    continue;
                case ArchivedStates.Field:
                    archived++;
                    break;
                case var number when LocalFields.IsLocal(number):
                    if (!local.TryTake(ref fields))
                    {
                        throw Undecodable("its lease is not one number of 32 bits");
                    }

                    continue;
            }

            restLength += fields.Field.Length;
        }

        if (fields.IsMalformed)
        {
            throw Undecodable("it is no protobuf message");
        }

        if (archived > SignalLimits.MaxArchivedStates)
        {
            throw Undecodable($"it has {archived} archived states, more than {SignalLimits.MaxArchivedStates}");
        }

        var lease = new CounterLease(local.Ceiling, Raised: false);
        var state = hasCurrent ? ReadCurrent(current, lease, local.IsExactFor(incarnation)) : null;
        return new SessionRecord(state, CopyRest(stored, restLength), lease);
    }

    static byte[] ReadCurrent(ReadOnlySpan<byte> current, CounterLease lease, bool isExact)
    {
        if (SessionStateMessage.Read(current, out var state) is { } problem)
        {
            throw Undecodable(problem);
        }

        return isExact ? current.ToArray() : TryBurn(current, in state, lease, out var burnt, out problem) ? burnt : throw Undecodable(problem!);
    }

    static byte[] CopyRest(ReadOnlySpan<byte> stored, int length)
    {
        if (length == 0)
        {
            return [];
        }

        var rest = new byte[length];
        var at = 0;
        var fields = new ProtoReader(stored);
        while (fields.Read())
        {
            if (fields.FieldNumber != CurrentStateField && !LocalFields.IsLocal(fields.FieldNumber))
            {
                fields.Field.CopyTo(rest.AsSpan(at));
                at += fields.Field.Length;
            }
        }

        return rest;
    }

    static StoreException Undecodable(string problem) => StoreException.Serialization($"session record: {problem}");
}
