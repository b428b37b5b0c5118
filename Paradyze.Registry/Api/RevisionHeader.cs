using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>What every answer says in its headers: at which revision it was made, and that nobody may cache it.</summary>
internal static class RevisionHeader
{
    public static void Write(HttpResponse response, ServiceCatalog catalog)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers[RegistryRoutes.RevisionHeader] = catalog.RevisionText;
    }
}
