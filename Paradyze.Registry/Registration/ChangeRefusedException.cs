namespace Paradyze.Registry.Registration;

/// <summary>A change was valid, and the registry could not make it.</summary>
/// <param name="code">One of <see cref="Discovery.ErrorCodes"/>.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="innerException">What led to it.</param>
internal sealed class ChangeRefusedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string Code { get; } = code;
}
