using System.Reflection;
using System.Runtime.CompilerServices;

namespace Paradyze.LocalHosting.Tests;

/// <summary>Writes public members as C# declares them: <c>Type: declaration</c>.</summary>
internal static class Signature
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> OfMembers(Type type) =>
        type.GetMembers(Declared)
            .Where(member => member is not (MethodInfo { IsSpecialName: true } or FieldInfo { IsSpecialName: true }))
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(member => $"{Name(type)}: {Of(member)}");

    private static string Of(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{(field.IsStatic ? "static readonly " : "")}{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Name(property.PropertyType)}{Mark(Nullability.Create(property))} {property.Name}",
        MethodInfo method => Of(method),
        ConstructorInfo constructor => $"new({string.Join(", ", constructor.GetParameters().Select(Of))})",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Of(MethodInfo method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        var head = $"{(method.IsStatic && !isExtension ? "static " : "")}{Name(method.ReturnType)} {method.Name}{TypeParameters(method)}";
        var parameters = string.Join(", ", method.GetParameters().Select(Of));
        return $"{head}({(isExtension ? "this " : "")}{parameters}){Constraints(method)}";
    }

    private static string Of(ParameterInfo parameter)
    {
        var modifier = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter)}" : "";
        return $"{modifier}{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static object Literal(ParameterInfo parameter) =>
        parameter.DefaultValue switch
        {
            null => parameter.ParameterType == typeof(CancellationToken) ? "default" : "null",
            bool value => value ? "true" : "false",
            var value => value,
        };

    private static string Mark(NullabilityInfo nullability) =>
        nullability is { Type: { IsValueType: false, IsGenericParameter: false }, ReadState: NullabilityState.Nullable } ? "?" : "";

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(MethodInfo method) => !method.IsGenericMethod
        ? ""
        : string.Concat(
            from argument in method.GetGenericArguments()
            select $" where {argument.Name} : {string.Join(", ", Constraints(argument))}");

    private static IEnumerable<string> Constraints(Type argument)
    {
        var special = argument.GenericParameterAttributes;
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var constraint in argument.GetGenericParameterConstraints())
            yield return Name(constraint);
        if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
    }

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => $"{Name(type.GetElementType()!)}[]",
        _ when Nullable.GetUnderlyingType(type) is { } underlying => $"{Name(underlying)}?",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ when type == typeof(string) => "string",
        _ when type == typeof(int) => "int",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(void) => "void",
        _ => type.Name,
    };
}
