using System.Diagnostics;

namespace Paradyze.Discovery.Client;

/// <summary>
/// Sends a request whose host is a service to one of its instances; everything else passes untouched. A name that no source
/// knows is left to DNS.
/// </summary>
internal sealed class DiscoveryHandler(ServiceResolver resolver, DiscoveryHandlerOptions options) : DelegatingHandler
{
    private static readonly UriCreationOptions s_asWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        FindService(request, out var query) is { } state
            ? SendToServiceAsync(request, state, query, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (FindService(request, out var query) is not { } state) return base.Send(request, cancellationToken);
        var original = request.RequestUri!;

        // Only the first request to a service waits here, and a synchronous caller has asked to.
        var model = RedirectAsync(request, state, query, cancellationToken).AsTask().GetAwaiter().GetResult();
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (HttpRequestException e) when (model.IsUnknown && IsUnreachable(e))
        {
            throw Explain(model, original, e);
        }
        finally
        {
            request.RequestUri = original;
        }
    }

    private async Task<HttpResponseMessage> SendToServiceAsync(
        HttpRequestMessage request, ServiceState state, EndpointQuery query, CancellationToken cancellationToken)
    {
        var original = request.RequestUri!;
        var model = await RedirectAsync(request, state, query, cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (model.IsUnknown && IsUnreachable(e))
        {
            throw Explain(model, original, e);
        }
        finally
        {
            request.RequestUri = original; // a retry sends the same message, and must find the service's name in it
        }
    }

    private ServiceState? FindService(HttpRequestMessage request, out EndpointQuery query) =>
        ServiceHost.TryRead(request.RequestUri, options.AllowDottedNames, out query) ? resolver.FindState(query.ServiceName) : null;

    /// <summary>Points the request at an instance. One to a name that no source knows stays as it is.</summary>
    private async ValueTask<ServiceModel> RedirectAsync(
        HttpRequestMessage request, ServiceState state, EndpointQuery query, CancellationToken cancellationToken)
    {
        using var activity = DiscoveryTelemetry.Source.StartActivity("resolve service");
        activity?.SetTag(DiscoveryTelemetry.ServiceTag, state.Name);
        var model = await resolver.GetModelAsync(state, cancellationToken);
        var tried = TriedBy(request);
        if (resolver.Pick(model, query with { Tried = tried }) is { } endpoint)
        {
            tried.Add(endpoint);
            request.Options.Set(ResolvedEndpoint.RequestKey, endpoint);
            request.RequestUri = Target(endpoint.Url, request.RequestUri!);
            Tag(activity, endpoint);
        }
        else if (!model.IsUnknown || !ServiceUrl.IsHttp(request.RequestUri!))
        {
            var error = model.ToException(query);
            activity?.SetTag(DiscoveryTelemetry.ErrorTypeTag, error.GetType().Name).SetStatus(ActivityStatusCode.Error, error.Message);
            throw new HttpRequestException(HttpRequestError.NameResolutionError, error.Message, error);
        }

        return model;
    }

    private static TriedEndpoints TriedBy(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(TriedEndpoints.RequestKey, out var tried)) return tried;
        tried = new TriedEndpoints();
        request.Options.Set(TriedEndpoints.RequestKey, tried);
        return tried;
    }

    // Path and query are taken over as they are: whoever escaped them in an unusual way, a proxy for one, means it.
    private static Uri Target(Uri instance, Uri request) =>
        new(instance.GetLeftPart(UriPartial.Path).TrimEnd('/') + request.PathAndQuery, s_asWritten);

    private static void Tag(Activity? activity, ResolvedEndpoint endpoint)
    {
        if (activity is null) return;
        activity.SetTag(DiscoveryTelemetry.SourceTag, ServiceModel.NameOf(endpoint.Source));
        activity.SetTag(DiscoveryTelemetry.ServerAddressTag, endpoint.Url.Host);
        activity.SetTag(DiscoveryTelemetry.ServerPortTag, endpoint.Url.Port);
        if (endpoint.Instance is { } instance) activity.SetTag(DiscoveryTelemetry.InstanceTag, instance.InstanceId);
        if (endpoint.StaleSince is not null) activity.SetTag(DiscoveryTelemetry.StaleTag, value: true);
    }

    private static bool IsUnreachable(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;

    private static HttpRequestException Explain(ServiceModel model, Uri request, HttpRequestException e)
    {
        var error = new ServiceNotFoundException(
            new ServiceExplanation(model.Name, model.Reports), $"DNS, since no source knew it: {request.Host}: {e.Message}", e);
        return new HttpRequestException(e.HttpRequestError, error.Message, error, e.StatusCode);
    }
}
