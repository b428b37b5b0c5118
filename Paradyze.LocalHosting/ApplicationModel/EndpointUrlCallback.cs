namespace Paradyze.LocalHosting.ApplicationModel;

internal sealed record EndpointUrlCallback(string EndpointName, Action<ResourceUrlAnnotation> Callback);
