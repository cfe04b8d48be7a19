namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>Says that bytes are UTF-8 text: bound as TEXT, or read from a TEXT column in place.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TextAttribute : Attribute;
