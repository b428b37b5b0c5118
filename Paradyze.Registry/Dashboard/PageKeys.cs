using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Paradyze.Registry.Dashboard;

/// <summary>
/// Keeps the keys that protect what a page hands back while it is open in memory alone: a restart makes new ones, and a page
/// loads itself anew then.
/// </summary>
internal sealed class PageKeys : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate) return [.. _keys];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate) _keys.Add(element);
    }
}
