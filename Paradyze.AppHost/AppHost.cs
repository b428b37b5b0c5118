using Paradyze.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var registry = builder.AddProject<Projects.Paradyze_Registry>("registry")
    .WithHttpEndpoint(port: 3999, env: "SERVICE_REGISTRY_PORT")
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/dashboard", "dashboard"));

if (builder.Configuration["Registry:Data"] is { } data)
    registry.WithEnvironment("SERVICE_REGISTRY_DATA", Path.GetFullPath(data));

// --SelfRegistration=false leaves services out of the registry, to see what callers are told then.
var selfRegistration = builder.Configuration["SelfRegistration"];

// Every service is told where the registry is, and nothing about the others: those it finds.
var products = builder.AddProject<Projects.Products>("products")
    .WithReplicas(2)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithRegistry(registry)
    .WithSelfRegistration(selfRegistration)
    .WithDrainCommand(registry)
    .WaitFor(registry);

builder.AddProject<Projects.Orders>("orders")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithRegistry(registry)
    .WithSelfRegistration(selfRegistration)
    .WithDrainCommand(registry)
    .WaitFor(registry);

builder.AddProject<Projects.Restock>("restock")
    .WithRegistry(registry)
    .WaitFor(registry)
    .WaitFor(products);

builder.AddExecutable("notifications", "node", "../samples/notifications", "server.js")
    .WithHttpEndpoint(env: "PORT")
    .WithHttpHealthCheck("/health")
    .WithRegistry(registry)
    .WaitFor(registry);

builder.AddProject<Projects.Gateway>("gateway")
    .WithHttpEndpoint(port: 5080)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/orders", "orders"))
    .WithRegistry(registry)
    .WithSelfRegistration(selfRegistration)
    .WithDrainCommand(registry)
    .WaitFor(registry);

builder.Build().Run();
