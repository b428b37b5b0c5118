using System.Diagnostics;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Faults;

/// <summary>
/// A disk that is soon full, and in which room can be made: a small file system where one can be mounted, else a limit of the process.
/// </summary>
internal abstract class SmallDisk : IAsyncDisposable
{
    protected TempFolder Folder { get; } = new();

    public string Data => Folder.Path;

    /// <summary>What the registry is started with, so that the disk is small for it.</summary>
    public virtual IReadOnlyList<string> Launcher => [];

    public static async Task<SmallDisk> MountAsync() => await MountedDisk.TryCreateAsync() as SmallDisk ?? new LimitedDisk();

    public static SmallDisk Limit() => new LimitedDisk();

    public abstract Task MakeRoomAsync(RegistryProcess registry);

    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<int> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>A file system in memory of 256 KB, half of which something else takes.</summary>
    private sealed class MountedDisk : SmallDisk
    {
        private string Ballast => Folder.File("ballast");

        public static async Task<MountedDisk?> TryCreateAsync()
        {
            var disk = new MountedDisk();
            if (Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.Data) == 0)
            {
                await File.WriteAllBytesAsync(disk.Ballast, new byte[128 * 1024], CancellationToken.None);
                return disk;
            }

            disk.Folder.Dispose();
            return null;
        }

        public override Task MakeRoomAsync(RegistryProcess registry)
        {
            File.Delete(Ballast);
            return Task.CompletedTask;
        }

        public override async ValueTask DisposeAsync()
        {
            Assert.Equal(0, await RunAsync("umount", Data));
            await base.DisposeAsync();
        }
    }

    /// <summary>
    /// No file may have more than 128 KB. The runtime's own memory file is larger than that, and not needed without W^X; the signal
    /// that comes with the limit would end the process before the write could fail.
    /// </summary>
    private sealed class LimitedDisk : SmallDisk
    {
        public override IReadOnlyList<string> Launcher =>
            ["bash", "-c", "trap '' XFSZ; ulimit -S -f 128; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "bash"];

        public override async Task MakeRoomAsync(RegistryProcess registry) =>
            Assert.Equal(0, await RunAsync("prlimit", "--pid", $"{registry.Id}", "--fsize=unlimited:unlimited"));
    }
}
