namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>Has the writer rest if nobody used it since the last time. Waits for nobody.</summary>
    /// <returns>Whether there is still something to give back.</returns>
    internal bool Rest()
    {
        if (!_gate.TryEnter())
        {
            return true;
        }

        try
        {
            if (_writer is not { HasStatements: true } writer)
            {
                return false;
            }

            bool used = writer.WasUsed();
            if (!used)
            {
                writer.Rest();
            }

            return used;
        }
        finally
        {
            _gate.Exit();
        }
    }
}
