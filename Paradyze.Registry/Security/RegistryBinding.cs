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
    private const string KestrelEndpointsKey = "Kestrel:Endpoints";
    private const string AllowAnonymousKey = "Registry:Security:AllowAnonymous";
    private const string DefaultHost = "localhost";

    /// <exception cref="RegistryFailedException">The address or the port is none, or the registry would be open to the network without asking who calls.</exception>
    public static void BindRegistry(this WebApplicationBuilder builder, string[] args)
    {
        var text = Urls(builder.Configuration, new ConfigurationBuilder().AddCommandLine(args).Build()["urls"]);
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if ((urls.Length == 0 ? text : Array.Find(urls, url => !IsAddress(url))) is { } none)
        {
            throw new RegistryFailedException(
                $"The registry cannot listen on '{none}': it must be a scheme, a host or IP address, and a port from 0 to {IPEndPoint.MaxPort}, "
                + $"such as http://localhost:{RegistryRoutes.DefaultPort}, without a path.");
        }

        RefuseOtherAddresses(builder.Configuration);
        var open = Array.FindAll(urls, url => !IsLoopback(url));
        if (!IsAnonymousAllowed(builder.Configuration) && open.Length > 0)
        {
            throw new RegistryFailedException(
                $"The registry would listen on {string.Join(", ", open)}, where others reach it, and nobody must say who they are. "
                + $"Listen on loopback (http://localhost:{RegistryRoutes.DefaultPort}), or accept it with {AllowAnonymousKey}=true.");
        }

        builder.WebHost.UseUrls(urls).UseSetting(WebHostDefaults.HttpPortsKey, null);
        builder.Services.AddSingleton(new LoopbackHosts(open.Length == 0));
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
        foreach (var key in new[] { PortVariable, PortKey })
        {
            if (configuration[key] is { } port && !string.IsNullOrWhiteSpace(port)) return Url(host, ReadPort(key, port));
        }

        if (configuration["urls"] is { Length: > 0 } urls) return urls;
        return Url(host, RegistryRoutes.DefaultPort);
    }

    /// <summary>Kestrel would listen on these instead, and nobody would have looked who reaches them.</summary>
    private static void RefuseOtherAddresses(IConfiguration configuration)
    {
        if (!configuration.GetSection(KestrelEndpointsKey).GetChildren().Any()) return;
        throw new RegistryFailedException(
            $"{KestrelEndpointsKey} is set, and has no say in where the registry listens: remove it, and use --urls, {HostKey} or {PortVariable}.");
    }

    private static bool IsAnonymousAllowed(IConfiguration configuration) => configuration[AllowAnonymousKey] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var isAllowed) => isAllowed,
        var text => throw new RegistryFailedException($"{AllowAnonymousKey} is '{text}': it must be true or false."),
    };

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address is { PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort }
                && (address.IsUnixPipe || address.IsNamedPipe || address.Host is "*" or "+" || Uri.CheckHostName(address.Host) != UriHostNameType.Unknown);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static int ReadPort(string key, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new RegistryFailedException($"{key} is '{text}': it must be a port from 0 to {IPEndPoint.MaxPort} (0 takes a free one).");

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
