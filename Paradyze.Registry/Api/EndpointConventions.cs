using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api;

/// <summary>What the routes say of themselves in the OpenAPI document.</summary>
internal static class EndpointConventions
{
    /// <summary>Describes the statuses that a route answers with problem details.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.Produces<RegistryProblem>(status, RegistryProblem.MediaType);
        return route;
    }

    /// <summary>Describes a JSON body that may leave out a member which its type has to have.</summary>
    public static RouteHandlerBuilder WithBodyThatMayLeaveOut(this RouteHandlerBuilder route, string member) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var type = context.Description.ParameterDescriptions.Single(parameter => parameter.Source == BindingSource.Body).Type;
            var schema = await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken);
            schema.Required?.Remove(member);
            operation.RequestBody!.Content!["application/json"].Schema = schema;
        });

    /// <summary>Describes optional query parameters.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params string[] names) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var name in names)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Schema = new OpenApiSchema { Type = name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
}
