using System.Globalization;
using System.Net;
using Paradyze.Discovery;

namespace Paradyze.Registry.Security;

/// <summary>
/// Where the registry listens: <c>--urls</c>, else <c>SERVICE_REGISTRY_PORT</c> (configuration: <c>Registry:Port</c>) on
/// <c>Registry:Host</c>, else <c>ASPNETCORE_URLS</c>, else port 3999 on loopback.
/// </summary>
internal static partial class RegistryBinding
{
    public const string PortVariable = "SERVICE_REGISTRY_PORT";
    private const string HostKey = "Registry:Host";
    private const string PortKey = "Registry:Port";
    private const string AllowAnonymousKey = "Registry:Security:AllowAnonymous";
    private const string DefaultHost = "localhost";

    /// <exception cref="RegistryFailedException">The port is none, or the registry would be open to the network without asking who calls.</exception>
    public static void BindRegistry(this WebApplicationBuilder builder, string[] args)
    {
        var urls = Urls(builder.Configuration, new ConfigurationBuilder().AddCommandLine(args).Build()["urls"]);
        var open = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(url => !IsLoopback(url)).ToList();
        if (open.Count > 0 && !builder.Configuration.GetValue<bool>(AllowAnonymousKey))
        {
            throw new RegistryFailedException(
                $"The registry would listen on {string.Join(", ", open)}, where others reach it, and nobody must say who they are. "
                + $"Listen on loopback (http://localhost:{RegistryRoutes.DefaultPort}), or accept it with {AllowAnonymousKey}=true.");
        }

        builder.WebHost.UseUrls(urls).UseSetting(WebHostDefaults.HttpPortsKey, null);
        builder.Services.AddSingleton(new LoopbackHosts(open.Count == 0));
    }

    /// <summary>Says that a variable that other hosts obey has no say here.</summary>
    public static void LogIgnoredPorts(this WebApplication app)
    {
        if (app.Configuration["ASPNETCORE_HTTP_PORTS"] is { Length: > 0 } ports) Log.IgnoredPorts(app.Logger, ports, PortVariable);
    }

    internal static string Urls(IConfiguration configuration, string? commandLineUrls)
    {
        if (!string.IsNullOrWhiteSpace(commandLineUrls)) return commandLineUrls;
        var host = configuration[HostKey];
        var port = configuration[PortVariable] ?? configuration[PortKey];
        if (!string.IsNullOrWhiteSpace(port)) return Url(host, ReadPort(port));
        if (configuration["urls"] is { Length: > 0 } urls) return urls;
        return Url(host, RegistryRoutes.DefaultPort);
    }

    private static int ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new RegistryFailedException($"{PortVariable} is '{text}': it must be a port from 0 to {IPEndPoint.MaxPort} (0 takes a free one).");

    private static string Url(string? host, int port)
    {
        // Kestrel refuses a dynamic port for 'localhost', which is two addresses.
        var name = string.IsNullOrWhiteSpace(host) ? (port == 0 ? "127.0.0.1" : DefaultHost) : host;
        return string.Create(CultureInfo.InvariantCulture, $"http://{name}:{port}");
    }

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Information, "ASPNETCORE_HTTP_PORTS={Ports} has no say here: set {Variable} or --urls", EventName = "IgnoredPorts")]
        public static partial void IgnoredPorts(ILogger logger, string ports, string variable);
    }
}
