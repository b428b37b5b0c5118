using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paradyze.LocalHosting.Supervision;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SupervisorCommand))]
[JsonSerializable(typeof(SupervisorEvent))]
internal sealed partial class SupervisorJson : JsonSerializerContext;
