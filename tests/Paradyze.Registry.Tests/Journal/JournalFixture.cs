using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Registry.Tests.Journal;

internal static class JournalFixture
{
    public static RegistryMeter CreateMeter(ServiceCatalog? catalog = null)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new RegistryMeter(services.GetRequiredService<IMeterFactory>(), catalog ?? new ServiceCatalog());
    }

    public static JsonFileJournal Create(string folder, TimeProvider time, IJournalFiles? files = null) => new(
        Options.Create(new RegistryOptions { Data = folder }), files ?? new DiskFiles(), time, CreateMeter(), NullLogger<JsonFileJournal>.Instance);
}
