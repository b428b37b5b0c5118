namespace Paradyze.Discovery;

/// <summary>The stable codes of <see cref="RegistryProblem"/>.</summary>
public static class ErrorCodes
{
    /// <summary>400: the body is not JSON.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>400: the body or the query breaks rules; each fault is listed.</summary>
    public const string InvalidInput = "invalid-input";

    /// <summary>404: no such route.</summary>
    public const string UnknownRoute = "unknown-route";

    /// <summary>404: no service of that name is registered.</summary>
    public const string UnknownService = "unknown-service";

    /// <summary>404: the service has no such instance.</summary>
    public const string UnknownInstance = "unknown-instance";

    /// <summary>405: the route has other methods.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>409: more than one instance could be meant.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>409: the instance is registered with another generation.</summary>
    public const string Superseded = "superseded";

    /// <summary>413: the body is longer than the registry reads.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>415: the body does not say that it is JSON.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>421: a registry on loopback was asked under a host name that is not loopback.</summary>
    public const string MisdirectedHost = "misdirected-host";

    /// <summary>500: a fault of the registry itself.</summary>
    public const string Internal = "internal";

    /// <summary>503: the service is known, but none of its instances may be called.</summary>
    public const string NoneServing = "none-serving";

    /// <summary>503: more changes wait than the registry queues; try again.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>503: the change could not be written and has not happened.</summary>
    public const string StorageFailed = "storage-failed";

    /// <summary>503: whether the change is durable is not known; the registry takes no more changes until it is restarted.</summary>
    public const string CommitUnknown = "commit-unknown";

    /// <summary>503: the registry is shutting down.</summary>
    public const string ShuttingDown = "shutting-down";
}
