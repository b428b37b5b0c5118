using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>Lets only those in who know the key. Before the calls, so that it holds for those too that are not offered.</summary>
internal sealed class ApiKeyGate(string apiKey)
{
    public const string Header = "x-resource-service-api-key";

    // Hashed, so that neither the time of the comparison nor the length tells anything of the key.
    private readonly byte[] _expected = Hash(apiKey);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers[Header].ToString();
        if (CryptographicOperations.FixedTimeEquals(Hash(given), _expected))
            return next(context);

        // What gRPC calls a trailers-only response.
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = StatusCode.Unauthenticated.ToString("D");
        context.Response.Headers["grpc-message"] =
            $"Header {Header} must hold the key that {ResourceServiceSettings.ApiKeyKey} of the app host names.";
        return Task.CompletedTask;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
