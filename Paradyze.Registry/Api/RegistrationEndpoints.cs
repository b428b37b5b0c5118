using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>The seed's calls that change something.</summary>
internal static class RegistrationEndpoints
{
    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(RegistryRoutes.Register, RegisterAsync)
            .WithSummary("Registers an instance: 201 when it is new, 200 when it was known. The whole record is replaced.")
            .Accepts<RegistrationRequest>("application/json")
            .Produces<ServiceInstance>(StatusCodes.Status201Created)
            .Produces<ServiceInstance>()
            .ProducesProblems(400, 413, 415, 503);

        routes.MapPost(RegistryRoutes.Unregister, UnregisterAsync)
            .WithSummary("Removes an instance by its id or url, the only one by the service's name, or all.")
            .Accepts<UnregistrationRequest>("application/json")
            .Produces<UnregistrationResponse>()
            .ProducesProblems(400, 404, 409, 413, 415, 503);
    }

    private static async Task<IResult> RegisterAsync(HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request);
        var outcome = await registrar.RegisterAsync(RegistrationReader.Read(body.RootElement));
        return Utf8Result.Of(outcome);
    }

    private static async Task<IResult> UnregisterAsync(HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request);
        var meant = UnregistrationReader.Read(body.RootElement);
        var outcome = await registrar.UnregisterAsync(meant);
        return outcome.Result switch
        {
            UnregisterResult.Removed => Utf8Result.Object(writer =>
            {
                writer.WriteString("serviceName"u8, outcome.ServiceName);
                writer.WriteInstances("removed"u8, outcome.Instances);
            }),
            UnregisterResult.UnknownService => Problems.UnknownService(outcome.ServiceName).ToResult(),
            UnregisterResult.UnknownInstance => Problems.UnknownInstance(outcome.ServiceName, Named(meant), outcome.Instances).ToResult(),
            UnregisterResult.Ambiguous => Ambiguous(outcome).ToResult(),
            UnregisterResult.Superseded => Problems.Superseded(outcome.ServiceName, meant.Generation, outcome.Instances).ToResult(),
            _ => throw new InvalidOperationException($"No answer for {outcome.Result}."),
        };
    }

    private static RegistryProblem Ambiguous(UnregisterOutcome outcome) => Problems.Of(
        StatusCodes.Status409Conflict,
        ErrorCodes.Ambiguous,
        $"Service '{outcome.ServiceName}' has {outcome.Instances.Length} instances, and the name alone does not say which: "
        + "give 'instanceId' or 'url', or \"all\": true for all of them.").About(outcome.Instances);

    private static string Named(UnregisterRequest meant) => (meant.InstanceId, meant.Url) switch
    {
        ({ } id, null) => $"'{id}'",
        (null, { } url) => $"at {url}",
        var (id, url) => $"'{id}' at {url}",
    };
}
