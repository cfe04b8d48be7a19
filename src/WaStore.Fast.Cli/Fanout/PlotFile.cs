using System.Text;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Where <c>--plot</c> puts its picture: a new file, or one in place of a picture that this command made.</summary>
sealed class PlotFile
{
    /// <summary>By these words in its first bytes the command knows its own pictures.</summary>
    internal const string Mark = "made by wastore fanout";

    const string Extension = ".svg";
    const int MarkedBytes = 256;

    readonly string _path;

    PlotFile(string path) => _path = path;

    /// <summary>Checks the name before anything is measured.</summary>
    /// <exception cref="CommandException">Nothing may be written there. Nothing was touched.</exception>
    internal static PlotFile At(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Extension.Equals(Path.GetExtension(full), StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException($"{path} is refused: the picture is an SVG, so its name ends in {Extension}");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new CommandException($"{path} cannot be written: there is no such folder");
        }

        var file = new PlotFile(full);
        file.RequireReplaceable();
        return file;
    }

    /// <summary>Writes the picture whole or not at all.</summary>
    /// <exception cref="CommandException">Something that this command did not make came there meanwhile, or it cannot be written.</exception>
    internal void Write(string svg)
    {
        RequireReplaceable();
        var draft = $"{_path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllText(draft, svg, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new CommandException($"{_path} cannot be written", exception);
        }
    }

    void RequireReplaceable()
    {
        if (Directory.Exists(_path))
        {
            throw new CommandException($"{_path} is refused: it is a folder");
        }

        if (File.Exists(_path) && !IsOurs())
        {
            throw new CommandException($"{_path} is refused and was not touched: it is there already, and not a picture that this command made. Name another file, or remove it");
        }
    }

    bool IsOurs()
    {
        try
        {
            using var file = File.OpenRead(_path);
            Span<byte> head = stackalloc byte[MarkedBytes];
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(head[..length]).Contains(Mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{_path} cannot be read", exception);
        }
    }
}
