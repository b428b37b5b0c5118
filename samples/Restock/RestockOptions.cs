using System.ComponentModel.DataAnnotations;

namespace Restock;

/// <summary>Bound from the configuration section <c>Restock</c>.</summary>
internal sealed class RestockOptions
{
    public const string SectionName = "Restock";

    /// <summary>Gets or sets how long to wait from one round to the next.</summary>
    /// <value>100 milliseconds to 1 day. The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);
}
