using System.CommandLine;

namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>The commands <c>journal check</c> and <c>journal repair</c>: what is in a data folder, and what can be saved of it.</summary>
internal sealed class JournalCommand(string defaultFolder, IJournalFiles files, TimeProvider time, TextWriter output, TextWriter error)
{
    private const string Name = "journal";
    private const int Impossible = 2;

    /// <summary>
    /// Whether a command line is meant for this: the command, a question for help, or a word that is neither a command nor a setting, which
    /// would start a registry unnoticed.
    /// </summary>
    public static bool IsMeant(string[] args) =>
        args is ["--help" or "-h" or "-?" or "--version", ..] || (args is [{ Length: > 0 } word, ..] && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal));

    /// <summary>Runs for the folder that the registry itself would use.</summary>
    /// <returns>The exit code: 0 when the journal is whole or was repaired, 1 when it is damaged, 2 when it could not be looked at.</returns>
    public static int Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        return new JournalCommand(RegistryOptions.DataIn(builder.Configuration), new DiskFiles(), TimeProvider.System, Console.Out, Console.Error).Invoke(args);
    }

    public int Invoke(IReadOnlyList<string> args)
    {
        var data = new Option<string>("--data") { Description = "The data folder.", DefaultValueFactory = _ => defaultFolder };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would be done." };
        var check = new Command("check", "Says what the journal holds, and what of it is damaged.") { data };
        var repair = new Command("repair", "Keeps everything that is whole, and moves the files as they were into a folder beside it.") { data, dryRun };
        check.SetAction(parsed => Guard(parsed.GetRequiredValue(data), FolderLock.TakeToRead, folder => new JournalCheck(folder, output).Run()));
        repair.SetAction(parsed => Guard(
            parsed.GetRequiredValue(data),
            parsed.GetValue(dryRun) ? FolderLock.TakeToRead : FolderLock.Take,
            folder => new JournalRepair(folder, files, time, output) { IsDryRun = parsed.GetValue(dryRun) }.Run()));

        var root = new RootCommand("The service registry of Paradyze Discovery; without a command it runs.")
        {
            new Command(Name, "Looks after the journal of a registry that is stopped.") { check, repair },
        };
        var parsed = root.Parse(args);
        var code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        return parsed.Errors.Count > 0 ? Impossible : code;
    }

    /// <summary>How to have a folder checked with the program that runs.</summary>
    public static string ToCheck(string folder)
    {
        var program = Environment.ProcessPath ?? "";
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return $"{program}{(isHost ? " " + typeof(JournalCommand).Assembly.Location : "")} {Name} check --data {folder}";
    }

    private int Guard(string path, Func<JournalFolder, FolderLock?> hold, Func<JournalFolder, int> run)
    {
        var folder = new JournalFolder(path);
        try
        {
            if (!Directory.Exists(folder.Path))
                throw new DirectoryNotFoundException($"There is no folder '{folder.Path}': name the registry's data folder with --data.");
            using var held = hold(folder);
            return run(folder);
        }
        catch (Exception e) when (e is JournalException || FileFault.Is(e))
        {
            error.WriteLine($"error: {e.Message}");
            return Impossible;
        }
    }
}
