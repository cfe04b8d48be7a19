namespace WaStore.Fast.Generators.Sql;

enum SqlTokenKind
{
    /// <summary>Behind the last token.</summary>
    End,

    /// <summary>A keyword or a bare name.</summary>
    Word,

    /// <summary>A name in double quotes, brackets or backquotes.</summary>
    QuotedName,
    String,
    Blob,
    Number,

    /// <summary>A parameter: <c>@name</c>, or a form that we do not take.</summary>
    Placeholder,

    /// <summary>An operator or a punctuation mark.</summary>
    Mark,

    /// <summary>A character that begins no token, or a quote without its end.</summary>
    Bad,
}

/// <summary>One token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">Its length there.</param>
/// <param name="Text">As written; of a quoted name what the quotes hold.</param>
readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, string Text)
{
    internal int End => Start + Length;

    internal SqlSpan Span => new(Start, Length);

    /// <summary>Whether it is this keyword.</summary>
    internal bool Is(string keyword) => Kind == SqlTokenKind.Word && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this operator or punctuation mark.</summary>
    internal bool IsMark(string mark) => Kind == SqlTokenKind.Mark && Text == mark;
}

/// <summary>A place in a statement's text.</summary>
readonly record struct SqlSpan(int Start, int Length);
