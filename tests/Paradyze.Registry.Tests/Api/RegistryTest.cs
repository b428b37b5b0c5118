using Microsoft.Extensions.DependencyInjection;
using Paradyze.Registry.Catalog;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Api;

/// <summary>One registry of its own for each test, and a client that speaks plain HTTP to it.</summary>
public abstract class RegistryTest : IAsyncLifetime
{
    private protected RegistryServer Server { get; } = new();

    private protected HttpClient Client { get; private set; } = null!;

    private protected ServiceCatalog Catalog => Server.Services.GetRequiredService<ServiceCatalog>();

    public ValueTask InitializeAsync()
    {
        Client = Server.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private protected Task<Answer> RegisterAsync(string serviceName, string url, string more = "") =>
        Client.SendJsonAsync("/register", $$"""{"serviceName":"{{serviceName}}","url":"{{url}}"{{more}}}""");
}
