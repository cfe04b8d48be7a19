namespace WaStore.Fast.Generators.Model;

enum ResultShape
{
    /// <summary>Nothing is returned.</summary>
    None,

    /// <summary>The number of changed rows.</summary>
    Count,

    /// <summary>The first row.</summary>
    Single,

    /// <summary>All rows, in a list that the caller owns.</summary>
    List,

    /// <summary>An enumerator over one execution, or with a list over all chunks.</summary>
    Rows,
}

/// <summary>What a method returns.</summary>
/// <param name="Shape">How.</param>
/// <param name="NullWithoutRow">For a single row: whether null is returned when there is none; else that is an error.</param>
/// <param name="Writes">Whether the statement writes, and so must be run to its end (RETURNING).</param>
/// <param name="Deletes">Whether all it does is delete.</param>
/// <param name="Row">What a row is read into; null where no rows are read.</param>
sealed record ResultModel(ResultShape Shape, bool NullWithoutRow, bool Writes, bool Deletes, RowModel? Row);

/// <summary>What a row is read into.</summary>
/// <param name="Kind">How it is made.</param>
/// <param name="Type">Its C# type, without the question mark of a nullable one.</param>
/// <param name="Columns">The columns in the order of the constructor's parameters.</param>
sealed record RowModel(RowKind Kind, string Type, EquatableArray<ColumnModel> Columns);

enum RowKind
{
    /// <summary>One column.</summary>
    Scalar,

    /// <summary>A constructor takes the columns.</summary>
    Constructor,

    /// <summary>A tuple of the columns.</summary>
    Tuple,
}

/// <summary>One column that is read.</summary>
/// <param name="Ordinal">From 0.</param>
/// <param name="Name">The result column's name, for messages.</param>
/// <param name="Value">The type.</param>
sealed record ColumnModel(int Ordinal, string Name, ValueModel Value);
