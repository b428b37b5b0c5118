using System.Globalization;

namespace Paradyze.Discovery.Network.Fixtures.Service;

/// <summary>A service that registers itself.</summary>
internal static class Answering
{
    public static Task RunAsync(string pathBase)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        var app = builder.Build();
        if (pathBase.Length > 0) app.UsePathBase(pathBase);
        app.UseRouting();
        app.MapDefaultEndpoints();
        app.MapGet("/", (HttpContext context) => CalledAt(context));
        return app.RunAsync();
    }

    private static string CalledAt(HttpContext context)
    {
        var address = context.Connection.LocalIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.LocalIpAddress;
        return string.Create(
            CultureInfo.InvariantCulture, $"called at {address} port {context.Connection.LocalPort} by {context.Request.Scheme}{context.Request.PathBase}");
    }
}
