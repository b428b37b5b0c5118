// An app host for the engine's tests: a service with a port of its own, and two replicas of another that wait for it.
var builder = DistributedApplication.CreateBuilder(args);

var store = builder.AddProject<Projects.Paradyze_LocalHosting_Fixtures_Service>("store")
    .WithHttpEndpoint(port: int.Parse(builder.Configuration["Store:Port"] ?? "25999", System.Globalization.CultureInfo.InvariantCulture))
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/environment", "settings"));

builder.AddProject<Projects.Paradyze_LocalHosting_Fixtures_Service>("shop")
    .WithReplicas(2)
    .WithArgs(builder.Configuration["Shop:Args"]?.Split(' ') ?? [])
    .WithEnvironment("STORE_ADDRESS", store.GetEndpoint("http"))
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WaitFor(store);

builder.Build().Run();
