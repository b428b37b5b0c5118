namespace Paradyze.LocalHosting.ApplicationModel;

internal enum ResourceHealth
{
    Unknown,
    Healthy,
    Unhealthy,
}
