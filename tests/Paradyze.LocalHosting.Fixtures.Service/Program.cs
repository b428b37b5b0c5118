using System.Diagnostics;
using System.Globalization;

// A service for the engine's tests. The first argument chooses what it does besides answering:
//   fork           starts a child of its own that ignores SIGTERM; /child tells its process id
//   fail <code>    answers nothing, writes two lines and ends with the code
//   fail <code> <file> <times>
//                  adds a line to the file, and fails while it has no more lines than that
//   chatty         writes lines without end, as fast as they are taken
//   stubborn       never ends when it is asked to
if (args is ["fail", var code])
{
    Console.WriteLine("about to fail");
    Console.WriteLine("failing as told");
    return int.Parse(code, CultureInfo.InvariantCulture);
}

if (args is ["fail", var exitCode, var file, var times])
{
    File.AppendAllLines(file, ["started"]);
    if (File.ReadLines(file).Count() <= int.Parse(times, CultureInfo.InvariantCulture))
        return int.Parse(exitCode, CultureInfo.InvariantCulture);
}

var app = WebApplication.CreateSlimBuilder().Build();
app.MapGet("/health", () => Environment.GetEnvironmentVariable("FIXTURE_HEALTHY_WHEN") is { } marker && !File.Exists(marker)
    ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
    : Results.Ok());
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet("/directory", () => Environment.CurrentDirectory);

if (args is ["fork"])
{
    var child = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' TERM; while :; do sleep 1; done"]) { UseShellExecute = false })!;
    app.MapGet("/child", () => child.Id);
}

if (args is ["chatty"])
    new Thread(WriteWithoutEnd) { IsBackground = true }.Start();

if (args is ["stubborn"])
    app.Lifetime.ApplicationStopping.Register(() => new TaskCompletionSource().Task.Wait());

app.Run();
return 0;

static void WriteWithoutEnd()
{
    while (true)
        Console.WriteLine("noise");
}
