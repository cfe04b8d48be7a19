namespace WaStore.Fast.Generators.Model;

/// <summary>The statement of a method: its texts, what is bound and what is read.</summary>
/// <param name="Sql">The text with ordinals for placeholders.</param>
/// <param name="Variant">The other text, if there is one.</param>
/// <param name="Bindings">The parameters; with a list those that all entries share. In the order of their ordinals.</param>
/// <param name="List">The list or batch, if there is one.</param>
/// <param name="Result">What the method returns.</param>
sealed record StatementModel(SqlPieces Sql, VariantModel? Variant, EquatableArray<BindingModel> Bindings, ListModel? List, ResultModel Result);

/// <summary>A statement in up to three pieces: before the list, one entry of it (U+0001 marks a parameter of the entry), after the list.</summary>
/// <param name="Head">Before the list; all of a statement without one.</param>
/// <param name="Entry">One entry.</param>
/// <param name="Tail">After the list.</param>
/// <param name="Joined">The same with the list as a table that is joined, where the author asks for it.</param>
sealed record SqlPieces(string Head, string Entry, string Tail, JoinedPieces? Joined = null);

/// <summary>A statement whose list is a VALUES table: before its rows and after them.</summary>
sealed record JoinedPieces(string Head, string Tail);

/// <summary>The text for a file that lacks a column.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column whose absence chooses the text.</param>
/// <param name="Sql">The text.</param>
/// <param name="Missing">The ordinals that the text does not have, and that must not be bound then.</param>
sealed record VariantModel(string Table, string Column, SqlPieces Sql, EquatableArray<int> Missing);

/// <summary>One bound parameter.</summary>
/// <param name="Ordinal">From 1; for an entry's parameter its offset in the entry, from 0.</param>
/// <param name="Expression">The C# expression of the value.</param>
/// <param name="Value">Its type.</param>
sealed record BindingModel(int Ordinal, string Expression, ValueModel Value);

/// <summary>The list of an <c>IN (@ids)</c>, or a batch.</summary>
/// <param name="Parameter">The span's parameter name.</param>
/// <param name="EntryType">The C# type of an entry.</param>
/// <param name="ChunkSize">How many entries one execution takes.</param>
/// <param name="SharedParameters">How many parameters all entries share.</param>
/// <param name="EntryParameters">How many parameters an entry has.</param>
/// <param name="IsBatch">Whether entries are written one after another, instead of being a set of ids.</param>
/// <param name="Bindings">The parameters of an entry, whose expressions start with <c>entry</c>.</param>
sealed record ListModel(
    string Parameter, string EntryType, int ChunkSize, int SharedParameters, int EntryParameters, bool IsBatch, EquatableArray<BindingModel> Bindings)
{
    /// <summary>A batch that runs once an entry: a plain statement, again and again.</summary>
    internal bool RunsOncePerEntry => IsBatch && ChunkSize == 1;
}
