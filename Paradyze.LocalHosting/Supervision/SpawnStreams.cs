using System.Runtime.InteropServices;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>What a process finds as its standard streams.</summary>
/// <param name="Input">Its input; <see langword="null"/> is an empty one.</param>
/// <param name="Output">Its output.</param>
/// <param name="Error">Its errors; <see langword="null"/> is where those of this process go.</param>
internal sealed record SpawnStreams(SafeHandle? Input, SafeHandle Output, SafeHandle? Error);
