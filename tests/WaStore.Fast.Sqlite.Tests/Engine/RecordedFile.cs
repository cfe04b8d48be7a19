using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A <c>sqlite3_file</c> whose methods write down what they are called for, and with which methods the file was then.</summary>
sealed unsafe class RecordedFile : IDisposable
{
    readonly FileMethods* _methods = (FileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(FileMethods));
    readonly State* _state = (State*)NativeMemory.AllocZeroed((nuint)sizeof(State));
    GCHandle _self;

    internal RecordedFile()
    {
        _methods->Version = 3;
        _methods->Read = &Read;
        _methods->Write = &Write;
        _methods->Truncate = &Truncate;
        _methods->Sync = &Sync;
        _methods->FileSize = &FileSize;
        _methods->FileControl = &FileControl;
        _methods->SectorSize = &SectorSize;
        _methods->DeviceCharacteristics = &SectorSize;
        _self = GCHandle.Alloc(this);
        _state->File.Methods = _methods;
        _state->Self = GCHandle.ToIntPtr(_self);
    }

    internal NativeFile* File => &_state->File;

    internal bool HasItsOwnMethods => _state->File.Methods == _methods;

    /// <summary>What was called: <c>write OFFSET LENGTH</c>, <c>sync</c>...</summary>
    internal List<string> Calls { get; } = [];

    /// <summary>What the file holds.</summary>
    internal MemoryStream Content { get; } = new();

    /// <summary>What the next write answers.</summary>
    internal int NextCode { get; set; }

    public void Dispose()
    {
        _self.Free();
        NativeMemory.Free(_methods);
        NativeMemory.Free(_state);
    }

    static RecordedFile Called(NativeFile* file, string call)
    {
        var self = (RecordedFile)GCHandle.FromIntPtr(((State*)file)->Self).Target!;
        self.Calls.Add(self.HasItsOwnMethods ? call : call + " with another's methods");
        return self;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(NativeFile* file, byte* bytes, int length, long offset)
    {
        _ = Called(file, $"read {offset} {length}");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(NativeFile* file, byte* bytes, int length, long offset)
    {
        RecordedFile self = Called(file, $"write {offset} {length}");
        int code = self.NextCode;
        self.NextCode = 0;
        if (code == 0)
        {
            self.Content.Position = offset;
            self.Content.Write(new ReadOnlySpan<byte>(bytes, length));
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(NativeFile* file, long size)
    {
        _ = Called(file, $"truncate {size}");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(NativeFile* file, int flags)
    {
        _ = Called(file, $"sync {flags}");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int FileSize(NativeFile* file, long* size)
    {
        *size = Called(file, "size").Content.Length;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int FileControl(NativeFile* file, int control, void* argument)
    {
        _ = Called(file, $"control {control}");
        return 12;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int SectorSize(NativeFile* file)
    {
        _ = Called(file, "ask");
        return 512;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct State
    {
        internal NativeFile File;
        internal nint Self;
    }
}
