namespace Paradyze.Discovery.Client.Tests;

/// <summary>A client and the registry that it asks.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    private protected FakeRegistry Registry { get; private set; } = null!;

    private protected ClientFixture Client { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Registry = await FakeRegistry.StartNewAsync();
        Client = new ClientFixture(Registry);
        Configure(Client);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Client.DisposeAsync();
        await Registry.DisposeAsync();
    }

    /// <summary>Sets what the tests of a class have in common, before the client is built.</summary>
    private protected virtual void Configure(ClientFixture client)
    {
    }
}
