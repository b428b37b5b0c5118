using System.Buffers;
using BenchmarkDotNet.Attributes;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Benchmarks;

/// <summary>A read of one service of 100,000 in process. Budget: no allocation.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private const int Instances = 1_000_000;

    private readonly ServiceCatalog _catalog = new();
    private readonly ArrayBufferWriter<byte> _answer = new(64 * 1024);
    private readonly string _name = Fleet.ServiceNameOf(Instances / 2);

    /// <summary>Registers a million instances.</summary>
    [GlobalSetup]
    public void Fill() => _catalog.Reset(new JournalSnapshot("e", Instances, [.. Fleet.Instances(Instances)]));

    /// <summary>Finds the service.</summary>
    [Benchmark]
    public object? Find() => _catalog.Find(_name);

    /// <summary>Finds it and writes the whole answer.</summary>
    [Benchmark]
    public int Answer()
    {
        _answer.ResetWrittenCount();
        var cell = _catalog.Find(_name)!;
        cell.Answer(_catalog.Epoch).WriteTo(_answer, cell.TakeTurn(cell.Serving));
        return _answer.WrittenCount;
    }
}
