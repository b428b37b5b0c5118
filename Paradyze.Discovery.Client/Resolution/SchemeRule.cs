namespace Paradyze.Discovery.Client;

/// <summary>Which of an instance's addresses may be called.</summary>
public enum SchemeRule
{
    /// <summary>The instance's url as it is: what <c>http://orders</c> asks for. An https url is an upgrade, and taken.</summary>
    Any,

    /// <summary>Only https: what <c>https://orders</c> asks for. Never downgraded to http.</summary>
    HttpsOnly,

    /// <summary>https where the instance has it, else its url: what <c>https+http://orders</c> asks for.</summary>
    HttpsPreferred,
}
