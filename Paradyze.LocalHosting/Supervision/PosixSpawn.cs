using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>
/// Starts a process in a group or session of its own with posix_spawn, which System.Diagnostics.Process cannot, and with the signals that this runtime
/// ignores (SIGPIPE) or inherited as ignored (SIGINT of a background job) set back to what a program expects.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static partial class PosixSpawn
{
    private const string LibC = "libc";
    private const short SetProcessGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80;
    private const short SetSessionOnMacOS = 0x0400;
    private const int ReadOnly = 0;

    // The types are opaque: the largest of the C libraries needs 336 bytes (glibc's posix_spawnattr_t).
    private const int SizeOfOpaque = 512;

    /// <summary>Starts a process. It leads a group of its own, and with a session of its own it has no terminal either.</summary>
    public static int Start(StartProcess command, SpawnStreams streams, bool ownSession)
    {
        Span<byte> actions = stackalloc byte[SizeOfOpaque];
        Span<byte> attributes = stackalloc byte[SizeOfOpaque];
        ThrowOnError(posix_spawn_file_actions_init(actions));
        ThrowOnError(posix_spawnattr_init(attributes));
        using var arguments = new CStringArray([command.FileName, .. command.Arguments]);
        using var environment = new CStringArray([.. command.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        try
        {
            SetStreams(actions, streams);
            ThrowOnError(posix_spawn_file_actions_addchdir_np(actions, command.WorkingDirectory));
            SetAttributes(attributes, ownSession);
            ThrowOnError(posix_spawnp(out var processId, command.FileName, actions, attributes, arguments.Pointers, environment.Pointers));
            return processId;
        }
        finally
        {
            _ = posix_spawnattr_destroy(attributes);
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    private static void SetStreams(Span<byte> actions, SpawnStreams streams)
    {
        if (streams.Input is { } input)
            ThrowOnError(posix_spawn_file_actions_adddup2(actions, (int)input.DangerousGetHandle(), 0));
        else
            ThrowOnError(posix_spawn_file_actions_addopen(actions, 0, "/dev/null", ReadOnly, 0));
        ThrowOnError(posix_spawn_file_actions_adddup2(actions, (int)streams.Output.DangerousGetHandle(), 1));
        if (streams.Error is { } error)
            ThrowOnError(posix_spawn_file_actions_adddup2(actions, (int)error.DangerousGetHandle(), 2));
    }

    private static void SetAttributes(Span<byte> attributes, bool ownSession)
    {
        Span<byte> signals = stackalloc byte[SizeOfOpaque];
        signals.Clear();
        ThrowOnError(posix_spawnattr_setsigmask(attributes, signals));
        ThrowOnError(sigfillset(signals));
        ThrowOnError(posix_spawnattr_setsigdefault(attributes, signals));
        ThrowOnError(posix_spawnattr_setpgroup(attributes, 0));
        var session = OperatingSystem.IsMacOS() ? SetSessionOnMacOS : SetSession;
        var group = ownSession ? session : SetProcessGroup; // a session brings a group
        ThrowOnError(posix_spawnattr_setflags(attributes, (short)(group | SetDefaultSignals | SetSignalMask)));
    }

    private static void ThrowOnError(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    [LibraryImport(LibC)]
    private static partial int posix_spawn_file_actions_init(Span<byte> actions);

    [LibraryImport(LibC)]
    private static partial int posix_spawn_file_actions_destroy(Span<byte> actions);

    [LibraryImport(LibC, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(Span<byte> actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(LibC)]
    private static partial int posix_spawn_file_actions_adddup2(Span<byte> actions, int descriptor, int newDescriptor);

    [LibraryImport(LibC, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addchdir_np(Span<byte> actions, string path);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_init(Span<byte> attributes);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_destroy(Span<byte> attributes);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_setflags(Span<byte> attributes, short flags);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_setpgroup(Span<byte> attributes, int group);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_setsigmask(Span<byte> attributes, ReadOnlySpan<byte> signals);

    [LibraryImport(LibC)]
    private static partial int posix_spawnattr_setsigdefault(Span<byte> attributes, ReadOnlySpan<byte> signals);

    [LibraryImport(LibC)]
    private static partial int sigfillset(Span<byte> signals);

    [LibraryImport(LibC, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawnp(
        out int processId,
        string file,
        ReadOnlySpan<byte> actions,
        ReadOnlySpan<byte> attributes,
        ReadOnlySpan<nint> arguments,
        ReadOnlySpan<nint> environment);
}
