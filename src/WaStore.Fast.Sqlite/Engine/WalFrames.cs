using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Gathers the frames of one COMMIT and writes them to the WAL some sixteen at a time. SQLite itself writes each in two calls of the system, its header and its page,
/// which after a pause is a fifth of what a transaction of 64 rows takes in C.
/// </summary>
/// <remarks>
/// For the length of the COMMIT it stands between SQLite and the methods of the WAL's file, whatever VFS they come from. What is gathered is written before the COMMIT's last
/// frame is reported as written, so before SQLite publishes the commit in the WAL's index or syncs it; when SQLite fails on the way it is dropped, never written late: the
/// write lock is gone then, and its place in the file may be somebody else's. So frames that SQLite spills before the COMMIT go straight to the file. Allocated natively and
/// pinned by that: the file's methods are its first field.
/// </remarks>
unsafe struct WalFrames
{
    /// <summary>Fewer changed rows than these are not worth the code to fetch after a pause: a commit of one row writes a frame or a few.</summary>
    internal const int FewRows = 8;

    // Sixteen frames of pages of 4 KB. Twice as much measures the same, and SQLite's unix VFS takes at most 128 KB - 1 in one write, of more only the rest.
    const int Capacity = 16 * (Checkpointer.WalFrameHeader + 4096);

    // One for the process, for whoever commits next; who finds it gone allocates. SQLite's own page caches hold the same rows, and are not zeroed either.
    static nint s_spare;

    FileMethods _methods;
    FileMethods* _original;
    byte* _buffer;
    int _length;
    long _start;
    long _end;
    bool _awaitsPage;
    bool _endsCommit;
    bool _isOver;

    internal static WalFrames* Create() => (WalFrames*)NativeMemory.AllocZeroed((nuint)sizeof(WalFrames));

    /// <summary>From here on writes to <paramref name="wal"/> are gathered, unless there is no memory for them: then nothing has changed, and SQLite commits as it always does.</summary>
    /// <param name="self">Created by <see cref="Create"/>.</param>
    /// <param name="wal">The WAL's file, under the write lock.</param>
    internal static bool TryBegin(WalFrames* self, NativeFile* wal)
    {
        nint spare = Interlocked.Exchange(ref s_spare, 0);
        // SQLite's, since it answers null: an exception here would leave the transaction open.
        self->_buffer = spare != 0 ? (byte*)spare : (byte*)NativeMethods.sqlite3_malloc64(Capacity);
        if (self->_buffer == null)
        {
            return false;
        }

        self->_length = 0;
        self->_end = -1;
        self->_awaitsPage = false;
        self->_isOver = false;
        self->_original = wal->Methods;
        self->_methods = FileMethods.CopyOf(wal->Methods);
        self->_methods.Read = &Read;
        self->_methods.Write = &Write;
        self->_methods.Truncate = &Truncate;
        self->_methods.Sync = &Sync;
        self->_methods.FileSize = &FileSize;
        self->_methods.FileControl = &FileControl;
        self->_methods.SectorSize = &SectorSize;
        self->_methods.DeviceCharacteristics = &DeviceCharacteristics;
        wal->Methods = &self->_methods;
        return true;
    }

    /// <summary>The COMMIT has returned: the file is as before <see cref="TryBegin"/>, and what a failed one left is dropped.</summary>
    internal static void End(WalFrames* self, NativeFile* wal)
    {
        wal->Methods = self->_original;
        if (Interlocked.CompareExchange(ref s_spare, (nint)self->_buffer, 0) != 0)
        {
            NativeMethods.sqlite3_free(self->_buffer);
        }

        self->_buffer = null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(NativeFile* wal, byte* bytes, int length, long offset)
    {
        WalFrames* self = StepAside(wal);
        return self->Return(wal, self->Gather(wal, bytes, length, offset));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(NativeFile* wal, byte* bytes, int length, long offset)
    {
        WalFrames* self = StepAside(wal);
        int code = self->Flush(wal);
        return self->Return(wal, code != ResultCode.Ok ? code : wal->Methods->Read(wal, bytes, length, offset));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(NativeFile* wal, long size)
    {
        WalFrames* self = StepAside(wal);
        int code = self->Flush(wal);
        return self->Return(wal, code != ResultCode.Ok ? code : wal->Methods->Truncate(wal, size));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(NativeFile* wal, int flags)
    {
        WalFrames* self = StepAside(wal);
        int code = self->Flush(wal);
        return self->Return(wal, code != ResultCode.Ok ? code : wal->Methods->Sync(wal, flags));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int FileSize(NativeFile* wal, long* size)
    {
        WalFrames* self = StepAside(wal);
        int code = self->Flush(wal);
        return self->Return(wal, code != ResultCode.Ok ? code : wal->Methods->FileSize(wal, size));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int FileControl(NativeFile* wal, int control, void* argument)
    {
        WalFrames* self = StepAside(wal);
        return self->Return(wal, wal->Methods->FileControl(wal, control, argument));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int SectorSize(NativeFile* wal)
    {
        WalFrames* self = StepAside(wal);
        return self->Return(wal, wal->Methods->SectorSize(wal));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int DeviceCharacteristics(NativeFile* wal)
    {
        WalFrames* self = StepAside(wal);
        return self->Return(wal, wal->Methods->DeviceCharacteristics(wal));
    }

    // For as long as the file's own methods run it has them: a VFS over another may find its state by them.
    static WalFrames* StepAside(NativeFile* wal)
    {
        WalFrames* self = (WalFrames*)wal->Methods;
        wal->Methods = self->_original;
        return self;
    }

    int Return(NativeFile* wal, int answer)
    {
        wal->Methods = (FileMethods*)Unsafe.AsPointer(ref this);
        return answer;
    }

    int Gather(NativeFile* wal, byte* bytes, int length, long offset)
    {
        bool isPage = _awaitsPage && offset == _end && length <= Capacity;
        bool isHeader = !_awaitsPage && length == Checkpointer.WalFrameHeader && (_end < 0 || offset == _end);
        if (_isOver || !(isPage || isHeader))
        {
            // The WAL's own header may come first. Else SQLite mends what it spilled, or fills a sector: in an order of its own, so let it.
            _isOver |= _end >= 0;
            int flushed = Flush(wal);
            return flushed != ResultCode.Ok ? flushed : wal->Methods->Write(wal, bytes, length, offset);
        }

        if (_length + length > Capacity)
        {
            int flushed = Flush(wal);
            if (flushed != ResultCode.Ok)
            {
                return flushed;
            }
        }

        if (_length == 0)
        {
            _start = offset;
        }

        Buffer.MemoryCopy(bytes, _buffer + _length, Capacity - _length, length);
        _length += length;
        _end = offset + length;
        _awaitsPage = isHeader;
        if (isHeader)
        {
            // The file's size in pages, which only the last frame of a commit has.
            _endsCommit = *(int*)(bytes + sizeof(int)) != 0;
            return ResultCode.Ok;
        }

        _isOver = _endsCommit;
        return _endsCommit ? Flush(wal) : ResultCode.Ok;
    }

    int Flush(NativeFile* wal)
    {
        int length = _length;
        if (length == 0)
        {
            return ResultCode.Ok;
        }

        // Also when it fails: SQLite gives the commit up then, and nothing of it may be written later.
        _length = 0;
        return wal->Methods->Write(wal, _buffer, length, _start);
    }
}
