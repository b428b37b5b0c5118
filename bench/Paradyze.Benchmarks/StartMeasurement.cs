using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Paradyze.Registry;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Benchmarks;

/// <summary>From the file to a catalog that answers, beside reading the file and parsing it with System.Text.Json alone.</summary>
internal static class StartMeasurement
{
    private const int Rounds = 5;

    public static async Task RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("paradyze-bench-").FullName;
        try
        {
            var bytes = SnapshotFile.Write(
                new DiskFiles(), new JournalFolder(folder), CatalogSnapshot.Of(count, [.. Fleet.Instances(count)]), CancellationToken.None);
            Console.WriteLine($"{count} instances, {bytes / 1_000_000} MB");

            var (parse, start) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                parse.Add(await InNewProcessAsync("start-parse", folder));
                start.Add(await InNewProcessAsync("start-once", folder));
            }

            Console.WriteLine($"read and parse alone  {Timing.Describe(parse)}");
            Console.WriteLine($"start                 {Timing.Describe(start)}");
            Console.WriteLine($"ratio of the medians  {Timing.Median(start) / Timing.Median(parse):F2}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One measurement, in this process, printed in seconds.</summary>
    public static async Task OnceAsync(string folder) => Print(await Timing.SecondsAsync(() => StartAsync(folder)));

    /// <summary>One measurement, in this process, printed in seconds.</summary>
    public static void ParseOnce(string folder) => Print(Timing.Seconds(() => ParseAlone(Path.Combine(folder, "registry.json"))));

    private static void Print(double seconds) => Console.WriteLine(seconds.ToString("F3", CultureInfo.InvariantCulture));

    // A registry starts once: what an earlier round left to the garbage collector is not its cost.
    private static async Task<double> InNewProcessAsync(string command, string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(StartMeasurement).Assembly.Location, command, folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }

    private static void ParseAlone(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        GC.KeepAlive(document);
    }

    private static async Task StartAsync(string folder)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var catalog = new ServiceCatalog();
        var journal = new JsonFileJournal(
            Options.Create(new RegistryOptions { Data = folder }),
            new DiskFiles(),
            TimeProvider.System,
            new RegistryMeter(services.GetRequiredService<IMeterFactory>(), catalog),
            NullLogger<JsonFileJournal>.Instance);
        await using (journal) catalog.Reset(await journal.OpenAsync(CancellationToken.None));
        GC.KeepAlive(catalog);
    }
}
