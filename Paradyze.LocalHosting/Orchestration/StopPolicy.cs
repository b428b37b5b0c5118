using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>How long each process may take to end when it is asked to, and whether somebody has asked not to wait for that.</summary>
internal sealed class StopPolicy(IConfiguration configuration) : IDisposable
{
    public const int HurriedExitCode = 130;

    private const string Key = "LocalHosting:StopTimeout";
    private const string Default = "00:00:10"; // a service leaves its registry within 5 s
    private const string Format = @"hh\:mm\:ss"; // this alone: TimeSpan reads a plain 10 as ten days

    private readonly CancellationTokenSource _hurry = new();
    private readonly string _timeout = configuration[Key] ?? Default;

    /// <summary>Gets the time after which a process is killed, each counted from the moment when it was asked.</summary>
    public TimeSpan Grace => TimeSpan.ParseExact(_timeout, Format, CultureInfo.InvariantCulture);

    /// <summary>Gets a token that is cancelled when everything is to be killed at once.</summary>
    public CancellationToken Hurry => _hurry.Token;

    /// <summary>Gets what is wrong with the setting, if anything is.</summary>
    public string? Fault => TimeSpan.TryParseExact(_timeout, Format, CultureInfo.InvariantCulture, out _)
        ? null
        : $"{Key} is '{_timeout}': it must be a duration of hh:mm:ss, such as {Default}.";

    public void BeginHurry()
    {
        Environment.ExitCode = HurriedExitCode;
        _hurry.Cancel();
    }

    public void Dispose() => _hurry.Dispose();
}
