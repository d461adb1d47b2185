using System.Reflection;
using System.Runtime.CompilerServices;

namespace TestSupport.House;

/// <summary>House rules that the compiled types show.</summary>
public static class TypeRules
{
    // What carries a token of its own.
    private static readonly string[] Carriers = ["CancellationToken", "HttpContext", "ServerCallContext", "CookieValidatePrincipalContext", "CookieSigningInContext", "DoorRequest"];

    /// <summary>Rule 6: classes are sealed, static or abstract.</summary>
    public static IEnumerable<Violation> OpenClasses(Assembly assembly) =>
        Own(assembly).Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(t => Of(t, "neither sealed nor abstract"));

    /// <summary>Rule 12: methods that can wait take a token, or something that carries one. What a base type or interface prescribes is not ours.</summary>
    public static IEnumerable<Violation> WithoutToken(Assembly assembly) => Own(assembly).Where(t => t.IsClass && !t.IsAssignableTo(typeof(Delegate))).SelectMany(type => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => Waits(m.ReturnType) && !m.IsSpecialName && !m.Name.Contains('<', StringComparison.Ordinal) && m.GetBaseDefinition() == m && !Prescribed(type, m))
        .Where(m => !m.GetParameters().Any(p => Carries(p.ParameterType)) && (m.IsStatic || !Fields(type).Any(f => Carries(f.FieldType))))
        .Select(m => new Violation($"{type.Name}.{m.Name}", type.FullName!, $"{m.Name} takes no CancellationToken")));

    /// <summary>Rule 5: an interface exists where two implementations do.</summary>
    /// <param name="implementers">Assemblies that may implement it, stand-ins of the tests included.</param>
    public static IEnumerable<Violation> LonelyInterfaces(Assembly assembly, params Assembly[] implementers)
    {
        var classes = implementers.Append(assembly).Distinct().SelectMany(a => a.GetTypes()).Where(t => t is { IsInterface: false, IsAbstract: false }).ToList();
        return Own(assembly).Where(t => t.IsInterface && classes.Count(c => c.GetInterfaces().Any(i => i == t || (i.IsGenericType && i.GetGenericTypeDefinition() == t))) < 2)
            .Select(t => Of(t, "an interface with fewer than two implementations"));
    }

    /// <summary>Types written by us: not those of the compiler, Razor, protobuf, migrations, or the gRPC layer with its official API.</summary>
    public static IEnumerable<Type> Own(Assembly assembly) => assembly.GetTypes().Where(t =>
        !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !t.Name.Contains('<', StringComparison.Ordinal)
        && t.Name != "Program"
        && $"{t.Namespace}.".StartsWith($"{assembly.GetName().Name}.", StringComparison.Ordinal)
        && !$"{t.Namespace}.".Contains(".Migrations.", StringComparison.Ordinal)
        && !Generated(t));

    private static bool Generated(Type type) =>
        type.GetInterfaces().Any(i => i.FullName?.StartsWith("Google.Protobuf.", StringComparison.Ordinal) == true)
        || type.GetCustomAttributesData().Any(a => a.AttributeType.Name is "GeneratedCodeAttribute" or "RazorCompiledItemMetadataAttribute")
        || (type.BaseType?.FullName?.StartsWith("Grpc.Core.ClientBase", StringComparison.Ordinal) ?? false)
        || (type.DeclaringType is { } outer && Generated(outer));

    private static bool Waits(Type type) => typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool Carries(Type type) => Carriers.Contains(type.Name);

    // What a primary constructor keeps is a field too.
    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance);

    private static bool Prescribed(Type type, MethodInfo method) =>
        type.GetInterfaces().Any(i => i.Assembly != type.Assembly && type.GetInterfaceMap(i).TargetMethods.Contains(method));

    private static Violation Of(Type type, string what) => new(type.FullName!, type.FullName!, what);
}
