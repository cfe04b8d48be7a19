namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>
/// Marks an interface of statements: every method carries <see cref="QueryAttribute"/> or <see cref="ExecuteAttribute"/>, and the generator makes a sealed class
/// (the interface's name without its leading I) that prepares them once per connection and binds and reads without allocating.
/// Get it with <see cref="Engine.NativeConnection.Statements{TSet}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class SqliteStatementsAttribute : Attribute;
