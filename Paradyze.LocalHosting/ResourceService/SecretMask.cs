namespace Paradyze.LocalHosting.ResourceService;

/// <summary>Keeps from sight what a variable's name, or an address with a password in it, gives away as a secret.</summary>
internal static class SecretMask
{
    public const string Masked = "********";

    private static readonly string[] Secrets =
        ["KEY", "PASSWORD", "PASSWD", "SECRET", "TOKEN", "CREDENTIAL", "CONNECTIONSTRING", "OTLP_HEADERS"];

    public static string Of(string name, string value) => value.Length > 0 && (NamesASecret(name) || HasUserInfo(value)) ? Masked : value;

    private static bool NamesASecret(string name) => Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private static bool HasUserInfo(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.UserInfo.Length > 0;
}
