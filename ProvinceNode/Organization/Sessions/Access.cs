using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>The request needs an action of <see cref="Actions"/>.</summary>
public sealed class ActionRequirement(string action) : IAuthorizationRequirement
{
    public string Action { get; } = action;
}

/// <summary>Makes the policy that a <see cref="NeedsAttribute"/> names.</summary>
public sealed class ActionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policyName.StartsWith(NeedsAttribute.Prefix, StringComparison.Ordinal)
            ? Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
                .AddRequirements(new ActionRequirement(policyName[NeedsAttribute.Prefix.Length..])).Build())
            : base.GetPolicyAsync(policyName);
}

/// <summary>Asks the official of this request.</summary>
public sealed class ActionHandler(CurrentOfficial current) : AuthorizationHandler<ActionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActionRequirement requirement)
    {
        if (current.Official?.May(requirement.Action) == true)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>A refusal to a signed-in official is an act and the Vietnamese page for 403; an unknown address stays an unknown address.</summary>
public sealed class RefusalPage : IAuthorizationMiddlewareResultHandler
{
    private static readonly AuthorizationMiddlewareResultHandler Otherwise = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (context.GetEndpoint() is null)
        {
            await next(context);
        }
        else if (authorizeResult.Forbidden && context.RequestServices.GetRequiredService<CurrentOfficial>().Official is { } official)
        {
            var db = context.RequestServices.GetRequiredService<NodeDb>();
            var time = context.RequestServices.GetRequiredService<VietnamTime>();
            await db.SaveAsync(Act.By(official, ActKinds.AccessDenied, time.UtcNow, evidence: Route(context)), context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (authorizeResult.Challenged && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            // The session ended while somebody typed: the page of this status gives it back to send again, where a redirect would lose it.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await Otherwise.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    // The pattern, not the address: an address may hold what somebody typed.
    private static string Route(HttpContext context) =>
        context.Request.Method + " " + ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
}
