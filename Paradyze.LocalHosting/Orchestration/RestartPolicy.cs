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

    /// <summary>Gets what is wrong with the setting, if anything is.</summary>
    public string? Fault => _policy is Never or OnFailure
        ? null
        : $"{Key} is '{_policy}': it must be '{Never}', which is the default, or '{OnFailure}'.";

    public RestartBackOff BeginBackOff() => new(time);

    /// <summary>Tells whether to start again. One that could not be started at all would not start now either.</summary>
    public bool AppliesTo(ResourceSnapshot end) => _policy == OnFailure && end.HasFailed && end.ExitCode is not null;
}
