using Microsoft.Extensions.Configuration;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Decides whether a process that has failed is started again.</summary>
internal sealed class RestartPolicy(IConfiguration configuration, TimeProvider time)
{
    private const string Key = "LocalHosting:Restart";
    private const string Never = "never";
    private const string OnFailure = "on-failure";

    private readonly string _policy = configuration[Key] ?? Never;

    /// <summary>Refuses a policy that is not known.</summary>
    /// <exception cref="DistributedApplicationException">The setting has another value than it may have.</exception>
    public void ThrowIfInvalid()
    {
        if (_policy is not (Never or OnFailure))
        {
            throw new DistributedApplicationException(
                $"{Key} is '{_policy}': it must be '{Never}', which is the default, or '{OnFailure}'.");
        }
    }

    public RestartBackOff BeginBackOff() => new(time);

    /// <summary>Tells whether to start again. One that could not be started at all would not start now either.</summary>
    public bool AppliesTo(ResourceSnapshot end) => _policy == OnFailure && end.HasFailed && end.ExitCode is not null;
}
