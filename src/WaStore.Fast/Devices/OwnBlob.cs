namespace WaStore.Fast.Devices;

/// <summary>Copies what a command carries, so that a device never changes under its readers.</summary>
static class OwnBlob
{
    // With the type spelled out: a bare null beside a memory would become an empty one.
    internal static ReadOnlyMemory<byte>? CopyOf(ReadOnlyMemory<byte>? blob) =>
        blob is { } content ? new ReadOnlyMemory<byte>(content.ToArray()) : default(ReadOnlyMemory<byte>?);
}
