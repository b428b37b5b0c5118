using BenchmarkDotNet.Running;
using Paradyze.Benchmarks;
using Paradyze.Benchmarks.Load;

const string Usage = """
    dotnet run -c Release --project bench/Paradyze.Benchmarks -- COMMAND

    memory [instances]   managed bytes an instance beyond its own UTF-8
    start  [instances]   start from a snapshot, beside reading and parsing the file alone
    liveness [instances] heartbeats, and a sweep of all leases beside reads
    probes               20,000 probes a minute, and what they do to the thread pool (3 minutes)
    stall  [instances]   commit latency while a snapshot is written, beside the same without
    serve-bytes PORT FILE      answers every request with the bytes of a file (bench/load.sh)
    serve-fdatasync PORT FILE  appends every request's body to a file and syncs it (bench/load.sh)
    micro [BenchmarkDotNet's options]
    """;

switch (args)
{
    case ["memory", .. var rest]: await MemoryMeasurement.RunAsync(Count(rest)); return 0;
    case ["start", .. var rest]: await StartMeasurement.RunAsync(Count(rest)); return 0;
    case ["start-once", var folder]: await StartMeasurement.OnceAsync(folder); return 0;
    case ["start-parse", var folder]: StartMeasurement.ParseOnce(folder); return 0;
    case ["liveness", .. var rest]: await LivenessMeasurement.RunAsync(Count(rest)); return 0;
    case ["probes"]: await ProbeMeasurement.RunAsync(); return 0;
    case ["stall", .. var rest]: await StallMeasurement.RunAsync(Count(rest)); return 0;
    case ["serve-bytes", var port, var file]: await ComparisonServers.ServeBytesAsync(port, file); return 0;
    case ["serve-fdatasync", var port, var file]: await ComparisonServers.ServeSyncedAppendAsync(port, file); return 0;
    case ["micro", .. var rest]: BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(rest); return 0;
    default: Console.Error.WriteLine(Usage); return 1;
}

static int Count(string[] rest) => rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
