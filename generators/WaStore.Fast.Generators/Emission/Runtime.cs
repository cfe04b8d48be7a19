namespace WaStore.Fast.Generators.Emission;

/// <summary>The runtime's names as generated code writes them.</summary>
static class Runtime
{
    internal const string BlobComparer = Engine + "BlobComparer";
    internal const string EntryBinder = Engine + "EntryBinder";
    internal const string EntryRunner = Engine + "EntryRunner";
    internal const string ListCall = Engine + "ListCall";
    internal const string ListLadder = Engine + "ListLadder";
    internal const string ListRows = Engine + "ListRows";
    internal const string ListSql = Engine + "ListSql";
    internal const string ListTail = Engine + "ListTail";
    internal const string NativeConnection = Engine + "NativeConnection";
    internal const string RowReader = Engine + "RowReader";
    internal const string Rows = Engine + "Rows";
    internal const string Statement = Engine + "Statement";
    internal const string StatementSet = Engine + "IStatementSet";
    internal const string StatementSlots = Engine + "StatementSlots";
    internal const string Key32 = "global::WaStore.Fast.Stores.Key32";
    internal const string StoreException = "global::WaStore.Fast.Stores.StoreException";

    const string Engine = "global::WaStore.Fast.Sqlite.Engine.";
}
