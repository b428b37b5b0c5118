using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>One instance by its path: register it, remove it, set its status.</summary>
internal static class InstanceEndpoints
{
    private const string Instance = RegistryRoutes.ServiceDetails + "/{service}/instances/{id}";

    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Instance, RegisterAsync)
            .WithSummary("Registers an instance, as POST /register does; the body may leave out what the path says.")
            .Accepts<RegistrationRequest>("application/json")
            .WithBodyThatMayLeaveOut("serviceName")
            .Produces<ServiceInstance>(StatusCodes.Status201Created)
            .Produces<ServiceInstance>()
            .ProducesProblems(400, 413, 415, 503);

        routes.MapDelete(Instance, RemoveAsync)
            .WithSummary("Removes an instance and answers it as it last was; with 'generation' only while it is of that one.")
            .WithQuery("generation")
            .Produces<ServiceInstance>()
            .ProducesProblems(400, 404, 409, 503);

        routes.MapPut(Instance + "/status", OverrideAsync)
            .WithSummary("Sets an instance's status, or lets the registry decide again ('up'). With its generation the instance speaks of itself, without it an operator.")
            .Accepts<StatusRequest>("application/json")
            .Produces<ServiceInstance>()
            .ProducesProblems(400, 404, 409, 413, 415, 503);
    }

    private static async Task<IResult> RegisterAsync(string service, string id, HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request);
        return Utf8Result.Of(await registrar.RegisterAsync(RegistrationReader.Read(body.RootElement, new InstancePath(service, id))));
    }

    private static async Task<IResult> RemoveAsync(string service, string id, HttpRequest request, Registrar registrar)
    {
        var query = new Query(request.Query);
        var generation = query.Optional("generation", TextRules.Generation);
        query.ThrowIfFaulty();
        if (!ServiceName.TryParse(service, out var name)) return Problems.UnknownService(service).ToResult();

        var outcome = await registrar.UnregisterAsync(new UnregisterRequest(name) { InstanceId = id, Generation = generation });
        return outcome.Result switch
        {
            UnregisterResult.Removed => Utf8Result.Of(outcome.Instances[0].Utf8),
            UnregisterResult.UnknownService => Problems.UnknownService(service).ToResult(),
            UnregisterResult.UnknownInstance => Problems.UnknownInstance(service, Named(id), outcome.Instances).ToResult(),
            UnregisterResult.Superseded => Problems.Superseded(service, generation, outcome.Instances).ToResult(),
            _ => throw new InvalidOperationException($"No answer for {outcome.Result}."),
        };
    }

    private static async Task<IResult> OverrideAsync(string service, string id, HttpRequest request, Registrar registrar)
    {
        using var body = await JsonBody.ReadAsync(request);
        var wanted = StatusReader.Read(body.RootElement);
        var outcome = await registrar.OverrideAsync(new InstanceKey(service, id), wanted);
        return outcome.Result switch
        {
            OverrideResult.Done => Utf8Result.Of(outcome.Instances[0].Utf8),
            OverrideResult.UnknownService => Problems.UnknownService(service).ToResult(),
            OverrideResult.UnknownInstance => Problems.UnknownInstance(service, Named(id), outcome.Instances).ToResult(),
            OverrideResult.Superseded => Problems.Superseded(service, wanted.Generation, outcome.Instances).ToResult(),
            _ => throw new InvalidOperationException($"No answer for {outcome.Result}."),
        };
    }

    private static string Named(string id) => $"'{Shortened.Of(id)}'";
}
