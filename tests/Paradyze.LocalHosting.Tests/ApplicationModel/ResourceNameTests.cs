namespace Paradyze.LocalHosting.Tests.ApplicationModel;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Gateway-2")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void ThrowIfInvalid_ValidName_DoesNot(string name) => ResourceName.ThrowIfInvalid(name);

    [Theory]
    [InlineData("", "Resource name '' is invalid: it must not be empty.")]
    [InlineData("2nd", "Resource name '2nd' is invalid: it must start with an ASCII letter.")]
    [InlineData("-a", "Resource name '-a' is invalid: it must start with an ASCII letter.")]
    [InlineData("a_b", "Resource name 'a_b' is invalid: it must hold ASCII letters, digits and hyphens only.")]
    [InlineData("bücher", "Resource name 'bücher' is invalid: it must hold ASCII letters, digits and hyphens only.")]
    [InlineData("a--b", "Resource name 'a--b' is invalid: it must not hold two hyphens in a row.")]
    [InlineData("a-", "Resource name 'a-' is invalid: it must not end with a hyphen.")]
    [InlineData(
        "a2345678901234567890123456789012345678901234567890123456789012345",
        "Resource name 'a2345678901234567890123456789012345678901234567890123456789012345' is invalid: it has 65 characters and must have at most 64.")]
    public void ThrowIfInvalid_InvalidName_NamesItAndTheRule(string name, string message)
    {
        var fault = Assert.Throws<ArgumentException>(() => ResourceName.ThrowIfInvalid(name));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }
}
