using System.Security.Cryptography;

namespace Paradyze.Registry.Journal;

internal static class Epochs
{
    /// <summary>A new epoch: 12 hexadecimal digits, so that two starts never share one.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
