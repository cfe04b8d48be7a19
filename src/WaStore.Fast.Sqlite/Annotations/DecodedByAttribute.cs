namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>Says that a column is decoded in place, from the span that SQLite hands out.</summary>
/// <typeparam name="TDecoder">Decodes; implements <see cref="IColumnDecoder{T}"/> for the type of the parameter or result.</typeparam>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class DecodedByAttribute<TDecoder> : Attribute;
