using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Paradyze.Registry.Dashboard;

/// <summary>The pages for people: what is registered, as it changes.</summary>
internal static class DashboardServices
{
    public const string Path = "/dashboard";

    public static void AddRegistryDashboard(this WebApplicationBuilder builder)
    {
        // Without this the styles and scripts would be found from the build's output in Development alone. A published
        // registry has them in wwwroot and no manifest of where they were built from: then it does nothing.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);

        // Looking for changed files would take a catch-all route, which then has a say in what the API answers.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";

        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddFluentUIComponents();
        builder.Services.AddSingleton<CatalogFeed>();

        builder.Services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new PageKeys();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        builder.Services.Configure<AntiforgeryOptions>(options => options.SuppressXFrameOptionsHeader = true);
    }

    public static void MapRegistryDashboard(this IEndpointRouteBuilder routes)
    {
        var dashboard = routes.MapGroup("").WithSecurityHeaders();
        dashboard.MapStaticAssets();
        dashboard.MapRazorComponents<DashboardDocument>()
            // The headers below say it, for the whole group.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .DisableAntiforgery();
        routes.MapRegistryIndex();
    }
}
