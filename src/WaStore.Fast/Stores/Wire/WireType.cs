namespace WaStore.Fast.Stores.Wire;

/// <summary>The protobuf wire types that a record may hold. Groups (3, 4) were given up long ago and no writer here makes them.</summary>
enum WireType : byte
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
