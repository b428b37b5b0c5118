using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>
/// Reaches one of the registries: the one that answered last, else the others in turn. Remembers when none could be reached.
/// </summary>
internal sealed partial class RegistryConnection : IDisposable
{
    private readonly RegistrySockets _sockets = new();
    private readonly HttpClient _http;
    private readonly Uri[] _registries;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _awayIsRemembered;
    private readonly ClientInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile int _preferred;
    private volatile RegistryOutage? _outage;

    public RegistryConnection(
        IOptions<ServiceDiscoveryClientOptions> options, ClientInstruments instruments, TimeProvider time, ILogger<RegistryConnection> logger)
    {
        _http = _sockets.CreateClient();
        _registries = RegistryAddresses.Parse(options.Value.RegistryUrl);
        _timeout = options.Value.RequestTimeout;
        _awayIsRemembered = (3 * options.Value.RefreshInterval) + (_registries.Length * _timeout); // a round may wait for each
        (_instruments, _time, _logger) = (instruments, time, logger);
    }

    /// <summary>The registries, for messages.</summary>
    public string Names => string.Join(", ", _registries.AsEnumerable());

    /// <summary>The local address of the socket that reaches the registry that answered last; <see langword="null"/> when none has.</summary>
    public IPAddress? LocalAddress => _sockets.LocalAddressTo(_registries[_preferred]);

    /// <summary>Why no registry could be reached, as long as that is recent enough to count on; else <see langword="null"/>.</summary>
    public string? KnownAway => _outage is { } outage && _time.GetUtcNow() - outage.SeenAt <= _awayIsRemembered ? outage.Reason : null;

    /// <summary>The last failure to reach any registry; <see langword="null"/> once one has answered.</summary>
    public RegistryOutage? Outage => _outage;

    /// <summary>Sends a call to the first registry that answers it.</summary>
    /// <exception cref="RegistryException">No registry could be reached, or none of those that were can answer now.</exception>
    public async Task<RegistryReply> SendAsync(RegistryCall call, CancellationToken cancellationToken)
    {
        List<RegistryException>? failures = null;
        var first = _preferred;
        for (var i = 0; i < _registries.Length; i++)
        {
            var at = (first + i) % _registries.Length;
            try
            {
                var reply = await SendAsync(call, _registries[at], cancellationToken);
                _preferred = at;
                Reached(_registries[at]);
                return reply;
            }
            catch (RegistryException e)
            {
                (failures ??= []).Add(e);
            }
        }

        var failure = failures is [var single] ? single : Combine(failures!);

        // A registry that refuses a change for a moment still answers questions.
        if (failure.StatusCode is null || call.Method == HttpMethod.Get) Away(failure.Message);
        throw failure;
    }

    public void Dispose() => _http.Dispose();

    private async Task<RegistryReply> SendAsync(RegistryCall call, Uri registry, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var result = "cancelled";
        var isStatus = false;
        try
        {
            using var request = call.ToRequest(registry);
            using var response = await _http.SendAsync(request, either.Token);
            var reply = await RegistryReply.ReadAsync(registry, response, either.Token);
            result = ((int)reply.Status).ToString(CultureInfo.InvariantCulture);
            isStatus = true;
            return reply.IsFinal ? reply : throw reply.ToException();
        }
        catch (HttpRequestException e)
        {
            result = e.HttpRequestError.ToString();
            throw new RegistryException($"{registry} {Failure(e)}: {e.Message}", innerException: e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            result = "timeout";
            throw new RegistryException(
                timeout.IsCancellationRequested
                    ? $"{registry} did not answer within {_timeout.TotalSeconds:0.###} s"
                    : $"{registry} could not be reached: no connection within {RegistrySockets.ConnectTimeout.TotalSeconds:0.###} s",
                innerException: e);
        }
        finally
        {
            _instruments.RegistryRequest(call.Operation, registry, result, isStatus, _time.GetElapsedTime(started));
        }
    }

    private static string Failure(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded
            ? "gave no answer that can be read"
            : "could not be reached";

    private static RegistryException Combine(List<RegistryException> failures) =>
        new(
            string.Join("; ", failures.Select(f => f.Message)),
            failures.Find(f => f.StatusCode is not null)?.StatusCode,
            failures.Find(f => f.Problem is not null)?.Problem,
            new AggregateException(failures));

    private void Reached(Uri registry)
    {
        if (Interlocked.Exchange(ref _outage, null) is not null) Log.Reached(_logger, registry);
    }

    private void Away(string reason)
    {
        if (Interlocked.Exchange(ref _outage, new RegistryOutage(_time.GetUtcNow(), reason)) is null) Log.Away(_logger, reason);
    }
}

/// <summary>A failure to reach any registry.</summary>
internal sealed record RegistryOutage(DateTimeOffset SeenAt, string Reason);
