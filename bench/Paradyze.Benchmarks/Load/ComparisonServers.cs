using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Paradyze.Benchmarks.Load;

/// <summary>What the registry is compared with: the least that a server on Kestrel can do for the same request.</summary>
internal static partial class ComparisonServers
{
    public static Task ServeBytesAsync(string port, string file)
    {
        var bytes = File.ReadAllBytes(file);
        return ServeAsync(port, async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
    }

    public static Task ServeSyncedAppendAsync(string port, string file)
    {
        var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        var gate = new Lock();
        var length = 0L;
        return ServeAsync(port, async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (gate)
            {
                RandomAccess.Write(handle, body.ToArray(), length);
                length += body.Length;
                if (FDataSync(handle) != 0) throw new IOException("fdatasync failed");
            }

            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentLength = 0;
        });
    }

    private static Task ServeAsync(string port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(answer);
        return app.RunAsync();
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle handle);
}
