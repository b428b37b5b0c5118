using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
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
        var status = outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return Results.Json(outcome.Instance, DiscoveryJsonContext.Wire.ServiceInstance, statusCode: status);
    }

    private static async Task<IResult> UnregisterAsync(HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request);
        var meant = UnregistrationReader.Read(body.RootElement);
        var outcome = await registrar.UnregisterAsync(meant);
        return outcome.Result switch
        {
            UnregisterResult.Removed => Results.Json(
                new UnregistrationResponse { ServiceName = outcome.ServiceName, Removed = outcome.Instances },
                DiscoveryJsonContext.Wire.UnregistrationResponse),
            UnregisterResult.UnknownService => Problems.UnknownService(outcome.ServiceName).ToResult(),
            UnregisterResult.UnknownInstance => Refuse(404, ErrorCodes.UnknownInstance,
                $"Service '{outcome.ServiceName}' has no instance {Named(meant)}. Name one of those under 'instances'."),
            UnregisterResult.Ambiguous => Refuse(409, ErrorCodes.Ambiguous,
                $"Service '{outcome.ServiceName}' has {outcome.Instances.Length} instances, and the name alone does not say which: "
                + "give 'instanceId' or 'url', or \"all\": true for all of them."),
            UnregisterResult.Superseded => Refuse(409, ErrorCodes.Superseded,
                $"Service '{outcome.ServiceName}' is registered with another generation than '{meant.Generation}': a later start has taken its place, and stays."),
            _ => throw new InvalidOperationException($"No answer for {outcome.Result}."),
        };

        IResult Refuse(int status, string code, string detail) =>
            (Problems.Of(status, code, detail) with { Instances = outcome.Instances }).ToResult();
    }

    private static string Named(UnregisterRequest meant) => (meant.InstanceId, meant.Url) switch
    {
        ({ } id, null) => $"'{id}'",
        (null, { } url) => $"at {url}",
        var (id, url) => $"'{id}' at {url}",
    };
}
