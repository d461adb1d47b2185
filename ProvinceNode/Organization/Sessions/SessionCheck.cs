using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>
/// Fills <see cref="CurrentOfficial"/> and the tenant scope of each request from the rows of this moment, so that a disabled account,
/// a changed role or a new password takes effect at the next request. An official who owes a password or a second factor is led there first.
/// </summary>
public sealed class SessionCheck(RequestDelegate next)
{
    public const string PasswordPage = "/tai-khoan/mat-khau";
    public const string SecondFactorPage = "/tai-khoan/xac-thuc-hai-lop";

    private static readonly PathString[] AlwaysOpen = [PasswordPage, SecondFactorPage, "/dang-xuat", "/loi"];

    public async Task InvokeAsync(HttpContext context, NodeDb db, CurrentOfficial current, IOptions<IdentityOptions> identity)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var id = Guid.Parse(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
            var stamp = context.User.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
            if (await SessionServices.IsOverAsync(context) || await FindAsync(db, id, stamp, context.RequestAborted) is not { } official)
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
            else if (Enter(context, db, current, official) is { } owed)
            {
                context.Response.Redirect(owed);
                return;
            }
        }

        await next(context);
    }

    /// <summary>The official as he stands in the rows now, or null when he may not work.</summary>
    /// <param name="stamp">Security stamp of the session; null skips the comparison (at sign-in).</param>
    public static async Task<SessionOfficial?> FindAsync(NodeDb db, Guid id, string? stamp, CancellationToken cancel)
    {
        var official = await db.Users.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id && !o.Disabled, cancel);
        if (official is null || (stamp is not null && stamp != official.SecurityStamp))
        {
            return null;
        }

        var path = TenantPath.Parse(official.OfficePath);
        var level = await db.Offices.Where(o => o.TenantPath == official.OfficePath).Select(o => o.Level).FirstAsync(cancel);
        var roles = await db.OfficialRoles.Where(r => r.OfficialId == id).Select(r => r.Role).ToListAsync(cancel);
        var actions = await db.RolePermissions.Where(p => roles.Contains(p.Role)).Select(p => p.Action).Distinct().ToListAsync(cancel);
        var signedIn = new SignedInOfficial(id, official.UserName!, official.FullName, official.Title, path, level,
            roles.ToHashSet(StringComparer.Ordinal), actions.ToHashSet(StringComparer.Ordinal));
        return new SessionOfficial(signedIn, official.MustChangePassword, !official.TwoFactorEnabled && roles.Exists(Roles.NeedSecondFactor.Contains));
    }

    private static string? Enter(HttpContext context, NodeDb db, CurrentOfficial current, SessionOfficial official)
    {
        current.Set(official.Official);
        db.Scope.Enter(official.Official.Office);
        return official.Owes is { } owed && !AlwaysOpen.Any(p => context.Request.Path.StartsWithSegments(p)) ? owed : null;
    }
}

/// <summary>An official with what he must do before anything else.</summary>
public sealed record SessionOfficial(SignedInOfficial Official, bool OwesPassword, bool OwesSecondFactor)
{
    /// <summary>Page that he must see first, or null.</summary>
    public string? Owes => OwesPassword ? SessionCheck.PasswordPage : OwesSecondFactor ? SessionCheck.SecondFactorPage : null;

    /// <summary>Where he starts: the first page that he may open.</summary>
    public string Home => Owes ?? Platform.Layout.Navigation.Links.FirstOrDefault(l => Official.May(l.Action))?.Address ?? SessionCheck.PasswordPage;
}
