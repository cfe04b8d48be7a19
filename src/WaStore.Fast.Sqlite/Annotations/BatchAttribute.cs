namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>
/// Marks a span parameter whose entries are written one after another in one transaction: the statement's placeholders name properties of the entry (or the
/// parameter itself, when the entry is a scalar). With a <see cref="ExecuteAttribute.ChunkSize"/> above 1 the statement's VALUES row is repeated that often.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BatchAttribute : Attribute;
