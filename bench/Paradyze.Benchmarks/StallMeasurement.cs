using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Benchmarks;

/// <summary>How long commits take while a snapshot of everything is written to the same disk, beside the same without it.</summary>
internal static class StallMeasurement
{
    private const int Rounds = 3;
    private const int WarmUp = 200;

    public static async Task RunAsync(int count)
    {
        var state = CatalogSnapshot.Of(count, [.. Fleet.Instances(count)]);
        for (var round = 0; round < Rounds; round++)
        {
            var (quiet, beside, snapshot) = await RoundAsync(state);
            Console.WriteLine(
                $"commit alone p50 {Ms(quiet, 0.5)} p99 {Ms(quiet, 0.99)} ms ({quiet.Count} commits); "
                + $"beside a snapshot of {snapshot:F1} s p50 {Ms(beside, 0.5)} p99 {Ms(beside, 0.99)} ms ({beside.Count} commits); "
                + $"p99 ratio {Timing.Percentile(beside, 0.99) / Timing.Percentile(quiet, 0.99):F1}");
        }
    }

    private static string Ms(IReadOnlyCollection<double> seconds, double part) => $"{Timing.Percentile(seconds, part) * 1000:F2}";

    private static async Task<(List<double> Quiet, List<double> Beside, double Snapshot)> RoundAsync(CatalogSnapshot state)
    {
        var path = Directory.CreateTempSubdirectory("paradyze-bench-").FullName;
        try
        {
            var folder = new JournalFolder(path);
            var files = new DiskFiles();
            using var segment = Segment.Open(folder.Segment(1), files);
            var line = new System.Buffers.ArrayBufferWriter<byte>();
            CommitLine.Encode(new JournalCommit(1, DateTimeOffset.UnixEpoch, [new InstanceChange(new InstanceKey("a", "b"), Fleet.Instance(1), 0, ChangeCause.Registered)]), line);
            for (var i = 0; i < WarmUp; i++) segment.Append(line.WrittenSpan);

            var snapshotSeconds = 0.0;
            var writing = Task.Factory.StartNew(
                () => snapshotSeconds = Timing.Seconds(() => SnapshotFile.Write(files, folder, state, CancellationToken.None)),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var beside = new List<double>();
            while (!writing.IsCompleted) beside.Add(Timing.Seconds(() => segment.Append(line.WrittenSpan)));
            await writing;
            var quiet = new List<double>();
            while (quiet.Count < beside.Count || quiet.Count < 1000) quiet.Add(Timing.Seconds(() => segment.Append(line.WrittenSpan)));
            return (quiet, beside, snapshotSeconds);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
