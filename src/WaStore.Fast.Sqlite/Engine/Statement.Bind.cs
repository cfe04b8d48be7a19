using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class Statement
{
    /// <summary>Binds an integer.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">Any value; unsigned 32-bit ids are cast to their signed twin by the caller (spec/storage.md 1.1).</param>
    public void BindInt64(int ordinal, long value) => Check(NativeMethods.sqlite3_bind_int64(_handle, ordinal, value));

    /// <summary>Binds a floating-point number.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">The number.</param>
    public void BindDouble(int ordinal, double value) => Check(NativeMethods.sqlite3_bind_double(_handle, ordinal, value));

    /// <summary>Binds a boolean as SQLite's 0 or 1.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">The boolean.</param>
    public void BindBoolean(int ordinal, bool value) => BindInt64(ordinal, value ? 1 : 0);

    /// <summary>Binds NULL.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    public void BindNull(int ordinal) => Check(NativeMethods.sqlite3_bind_null(_handle, ordinal));

    /// <summary>Binds a blob; the bytes are copied. Zero bytes bind a zero-length blob, never NULL (spec/storage.md 3.6).</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">The bytes; not needed after the call.</param>
    public void BindBlob(int ordinal, ReadOnlySpan<byte> value)
    {
        byte* copy = Copy(value);
        Check(NativeMethods.sqlite3_bind_blob(_handle, ordinal, copy, value.Length, destructor: 0));
    }

    /// <summary>Binds UTF-8 text; the bytes are copied and not validated.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="utf8">The text; an empty span binds the empty string, never NULL.</param>
    public void BindText(int ordinal, ReadOnlySpan<byte> utf8)
    {
        byte* copy = Copy(utf8);
        Check(NativeMethods.sqlite3_bind_text(_handle, ordinal, copy, utf8.Length, destructor: 0));
    }

    /// <summary>Binds text, encoded as UTF-8 on the way.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">The text; embedded NULs are kept.</param>
    /// <exception cref="ArgumentException">The text has a lone surrogate. Replacing it would let two different keys become one row.</exception>
    public void BindText(int ordinal, ReadOnlySpan<char> value)
    {
        int room = checked(value.Length * 3);
        byte* copy = Take(room);
        OperationStatus status = Utf8.FromUtf16(value, new Span<byte>(copy, room), out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            Reset();
            ThrowLoneSurrogate();
        }

        _arena.GiveBack(room - written);
        Check(NativeMethods.sqlite3_bind_text(_handle, ordinal, copy, written, destructor: 0));
    }

    /// <summary>Binds text, or NULL for a null reference.</summary>
    /// <param name="ordinal">The parameter, from 1.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text has a lone surrogate.</exception>
    public void BindText(int ordinal, string? value)
    {
        if (value is null)
        {
            BindNull(ordinal);
        }
        else
        {
            BindText(ordinal, value.AsSpan());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    byte* Copy(ReadOnlySpan<byte> value)
    {
        byte* copy = Take(value.Length);
        value.CopyTo(new Span<byte>(copy, value.Length));
        return copy;
    }

    static void ThrowLoneSurrogate() =>
        throw new ArgumentException("The text is not valid UTF-16: it has a surrogate without its partner.");
}
