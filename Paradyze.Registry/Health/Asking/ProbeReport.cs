namespace Paradyze.Registry.Health.Asking;

/// <summary>What one probe found.</summary>
/// <param name="Passed">Whether that is good.</param>
/// <param name="Detail">What was seen, in words that complete "GET http://... ..."; never anything of the answer but its status.</param>
/// <param name="ErrorType">The kind of failure, one of few; <see langword="null"/> when it passed.</param>
internal readonly record struct ProbeReport(bool Passed, string Detail, string? ErrorType)
{
    public static ProbeReport Pass(string detail) => new(Passed: true, detail, ErrorType: null);

    public static ProbeReport Fail(string detail, string errorType) => new(Passed: false, detail, errorType);
}
