using Paradyze.Discovery;
using Paradyze.Registry.Api;
using Paradyze.Registry.Api.Input;

namespace Paradyze.Registry.Security;

/// <summary>
/// A registry on loopback answers only to the names of loopback: a web page whose name was pointed at 127.0.0.1 (DNS rebinding)
/// reaches the port, but not the registry.
/// </summary>
internal sealed class LoopbackHosts(bool isRequired)
{
    private static readonly string[] s_names = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether the registry listens on loopback alone, so that its callers are on this machine.</summary>
    public bool IsRequired => isRequired;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (!isRequired || Array.Exists(s_names, name => name.Equals(host, StringComparison.OrdinalIgnoreCase))) return next(context);
        return Problems.Of(
                StatusCodes.Status421MisdirectedRequest,
                ErrorCodes.MisdirectedHost,
                $"This registry listens on loopback and does not answer to the host '{Shortened.Of(host)}': use one of {string.Join(", ", s_names)}.")
            .ToResult()
            .ExecuteAsync(context);
    }
}
