// The seam is the process's: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
