using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes indented C#. Text of several lines is indented line by line, so that templates can be raw strings.</summary>
sealed class SourceWriter
{
    static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    readonly StringBuilder _text = new();
    int _depth;

    /// <summary>Writes an empty line.</summary>
    internal void Line() => _text.Append('\n');

    /// <summary>Writes one or more lines.</summary>
    internal void Line(string text)
    {
        int start = 0;
        while (start <= text.Length)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            int length = end > start && text[end - 1] == '\r' ? end - start - 1 : end - start;
            if (length > 0)
            {
                _text.Append(' ', _depth * 4).Append(text, start, length);
            }

            _text.Append('\n');
            start = end + 1;
        }
    }

    /// <summary>Opens a brace; disposing closes it.</summary>
    internal Scope Block()
    {
        Line("{");
        _depth++;
        return new Scope(this, "}");
    }

    /// <summary>Writes a line, opens a brace under it; disposing closes it.</summary>
    internal Scope Block(string header)
    {
        Line(header);
        return Block();
    }

    /// <summary>Indents what follows; disposing ends that.</summary>
    internal Scope Indent()
    {
        _depth++;
        return new Scope(this, closing: null);
    }

    internal SourceText ToSourceText()
    {
        Debug.Assert(_depth == 0, "Every block has been closed.");
        return SourceText.From(_text.ToString(), s_utf8);
    }

    internal readonly struct Scope(SourceWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (closing is not null)
            {
                writer.Line(closing);
            }
        }
    }
}
