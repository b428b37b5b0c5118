using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Registration;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Api;

/// <summary>A problem of every code, to the byte.</summary>
public sealed class GoldenProblemTests : RegistryTest
{
    private void Is(string code, Answer answer)
    {
        Assert.Equal(("application/problem+json", code), (answer.MediaType, answer.Code));
        Golden.Is("problem-" + code, Catalog.Epoch, answer);
    }

    [Fact]
    public void EveryCode_HasAFile()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(codes, code => Assert.Contains($"problem-{code}.json", Golden.Names));
    }

    [Theory]
    [InlineData(ErrorCodes.MalformedJson, "POST", "/register", "{")]
    [InlineData(ErrorCodes.InvalidInput, "POST", "/register", """{"url":"http://h:0","tags":["a b"]}""")]
    [InlineData(ErrorCodes.UnknownRoute, "GET", "/nothing", "")]
    [InlineData(ErrorCodes.UnknownService, "GET", "/services/nobody", "")]
    [InlineData(ErrorCodes.UnknownInstance, "DELETE", "/v1/services/orders/instances/x", "")]
    [InlineData(ErrorCodes.MethodNotAllowed, "POST", "/services", "{}")]
    [InlineData(ErrorCodes.Ambiguous, "POST", "/unregister", """{"serviceName":"orders"}""")]
    [InlineData(ErrorCodes.Superseded, "DELETE", "/v1/services/orders/instances/a?generation=g1", "")]
    [InlineData(ErrorCodes.NoneServing, "GET", "/services/orders?zone=mars", "")]
    public async Task Problem_OfTheCaller(string code, string method, string path, string body)
    {
        await RegisterAsync("orders", "http://localhost:5001", ""","instanceId":"a","generation":"g2" """);
        await RegisterAsync("orders", "http://localhost:5002", ""","instanceId":"b" """);
        Is(code, await Client.AskAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = Content(body) }));
    }

    [Fact]
    public async Task Problem_OfTheRequest()
    {
        Is(ErrorCodes.BodyTooLarge, await Client.SendJsonAsync("/register", new string(' ', 70_000)));
        Is(ErrorCodes.UnsupportedMediaType, await Client.SendJsonAsync("/register", "{}", "text/plain"));
        var request = new HttpRequestMessage(HttpMethod.Get, "/services") { Headers = { Host = "rebound.example" } };
        Is(ErrorCodes.MisdirectedHost, await Client.AskAsync(request));
    }

    [Theory]
    [InlineData(ErrorCodes.StorageFailed, true, null)]
    [InlineData(ErrorCodes.CommitUnknown, false, "The journal takes no more changes: restart the registry.")]
    public async Task Problem_OfTheJournal(string code, bool isOutcomeKnown, string? failure)
    {
        var journal = new GatedJournal(new InMemoryJournal(TimeProvider.System));
        await using var server = new RegistryServer(configure: services => services.AddSingleton<IJournal>(journal));
        using var client = server.CreateClient();
        journal.FailWith(new JournalException("'registry.1.journal' could not be written: No space left on device", isOutcomeKnown), failure);
        var answer = await client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://h"}""");
        Assert.Equal((503, "1"), (answer.Status, answer.Headers.GetValues("Retry-After").Single()));
        Is(code, answer);
        if (failure is not null) Golden.Is("health-unhealthy", EpochOf(server), await client.ReadAsync("/health"));
    }

    [Fact]
    public async Task Problem_OfTheRegistryItself()
    {
        var journal = new GatedJournal(new InMemoryJournal(TimeProvider.System));
        await using var server = new RegistryServer(configure: services => services.AddSingleton<IJournal>(journal));
        using var client = server.CreateClient();
        journal.FailWith(new InvalidTimeZoneException("a mistake"), failure: null);
        Is(ErrorCodes.Internal, await client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://h"}"""));
    }

    [Fact]
    public async Task Problem_OfTooMany()
    {
        var journal = new GatedJournal(new InMemoryJournal(TimeProvider.System));
        await using var server = new RegistryServer(configure: services => services.AddSingleton<IJournal>(journal));
        using var client = server.CreateClient();
        var registrar = server.Services.GetRequiredService<Registrar>();
        journal.Close();
        var waiting = new List<Task<RegisterOutcome>> { registrar.RegisterAsync(Instances.Registration("orders", "first")) };
        await journal.Reached;
        for (var i = 0; i < 4096; i++) waiting.Add(registrar.RegisterAsync(Instances.Registration("orders", $"i{i}")));
        Is(ErrorCodes.Overloaded, await client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://h"}"""));
        journal.Open();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Problem_OfShuttingDown()
    {
        await Server.Services.GetRequiredService<CommitLoop>().StopAsync(TestContext.Current.CancellationToken);
        Is(ErrorCodes.ShuttingDown, await RegisterAsync("orders", "http://h"));
    }

    private static string EpochOf(RegistryServer server) => server.Services.GetRequiredService<ServiceCatalog>().Epoch;

    private static StringContent? Content(string body) =>
        body.Length == 0 ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
}
