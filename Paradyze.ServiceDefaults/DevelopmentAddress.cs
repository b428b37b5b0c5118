using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Paradyze.ServiceDefaults;

/// <summary>Where a web application listens in Development when nobody says: on a free port of loopback.</summary>
internal static class DevelopmentAddress
{
    private static readonly string[] s_addresses =
        [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    // Others find it by name, so nobody needs to know the number, and services started by hand do not fight for port 5000.
    public static void UseFreePortUnlessTold(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment()) return;
        if (s_addresses.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))) return;
        if (builder.Configuration.GetSection("Kestrel:Endpoints").Exists()) return;
        builder.Configuration.AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0")]);
    }
}
