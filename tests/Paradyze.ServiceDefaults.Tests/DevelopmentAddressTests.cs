using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class DevelopmentAddressTests
{
    [Theory]
    [InlineData("Development", null, null, "http://127.0.0.1:0")]
    [InlineData("Development", "urls", "http://127.0.0.1:5081", "http://127.0.0.1:5081")]
    [InlineData("Development", "http_ports", "8080", null)]
    [InlineData("Development", "https_ports", "8443", null)]
    [InlineData("Development", "Kestrel:Endpoints:Web:Url", "http://127.0.0.1:5081", null)]
    [InlineData("Production", null, null, null)]
    public void Urls_OfWhatIsSaid_AreAFreePortOnlyWhereNothingIs(string environment, string? key, string? value, string? urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(key is null ? [] : [new(key, value)]);

        builder.UseFreePortUnlessTold();

        Assert.Equal(urls, builder.Configuration["urls"]);
    }
}
