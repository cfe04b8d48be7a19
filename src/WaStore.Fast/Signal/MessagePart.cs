namespace WaStore.Fast.Signal;

/// <summary>One message inside another, and the bytes around its field, so that the outer one can be written with another inner one.</summary>
/// <param name="outer">The outer message.</param>
/// <param name="field">Where the whole field begins in it.</param>
/// <param name="fieldLength">How long the whole field is.</param>
/// <param name="content">The inner message.</param>
readonly ref struct MessagePart(ReadOnlySpan<byte> outer, int field, int fieldLength, ReadOnlySpan<byte> content)
{
    public ReadOnlySpan<byte> Before { get; } = outer[..field];

    public ReadOnlySpan<byte> Content { get; } = content;

    public ReadOnlySpan<byte> After { get; } = outer[(field + fieldLength)..];

    /// <summary>False for the default value: the outer message has no such field.</summary>
    public bool IsPresent => _present;

    readonly bool _present = true;
}
