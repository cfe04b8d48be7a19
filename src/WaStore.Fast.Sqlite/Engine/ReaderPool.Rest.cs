namespace WaStore.Fast.Sqlite.Engine;

sealed partial class ReaderPool
{
    /// <summary>Gives the page caches of the readers back to the heap, if nobody reads.</summary>
    internal void ReleaseMemory()
    {
        _ = WithAll(static reader =>
        {
            Upkeep.ReleaseMemory(reader);
            return true;
        });
    }

    /// <summary>Closes the readers that nobody used since the last time, if nobody reads now: the next read opens one, in about 0.3 ms.</summary>
    /// <returns>Whether one is still open.</returns>
    internal bool Rest() => WithAll(static reader => reader.WasUsed());

    /// <summary>Goes through all open readers, or through none when one is out. Waits for nobody, and opens none.</summary>
    /// <param name="keep">Whether the reader stays open.</param>
    /// <returns>Whether one is still open.</returns>
    bool WithAll(Func<NativeConnection, bool> keep)
    {
        int held = 0;
        try
        {
            while (held < _options.Readers && _gate.TryEnter())
            {
                held++;
            }

            if (held < _options.Readers)
            {
                return true;
            }

            // With every turn taken the pool has them all. All at once: one by one it would hand out the same one again.
            var readers = new NativeConnection[_policy.Open];
            for (int i = 0; i < readers.Length; i++)
            {
                readers[i] = _pool.Get();
            }

            foreach (NativeConnection reader in readers)
            {
                if (keep(reader))
                {
                    _pool.Return(reader);
                }
                else
                {
                    _policy.Close(reader);
                }
            }

            return _policy.Open > 0;
        }
        finally
        {
            for (; held > 0; held--)
            {
                _gate.Exit();
            }
        }
    }
}
