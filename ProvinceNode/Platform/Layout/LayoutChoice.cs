using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ProvinceNode.Organization;

namespace ProvinceNode.Platform.Layout;

/// <summary>Two publics, two layouts: pages under <c>Citizens/</c> are the public site, the rest is for officials once somebody is signed in.</summary>
public static class LayoutChoice
{
    public const string Citizen = "/Platform/Layout/_CitizenLayout.cshtml";
    public const string Official = "/Platform/Layout/_OfficialLayout.cshtml";

    public static string For(ViewContext view)
    {
        var signedIn = view.HttpContext.RequestServices.GetRequiredService<CurrentOfficial>().Official is not null;
        var isPublic = view.ActionDescriptor is PageActionDescriptor page && page.RelativePath.StartsWith("/Citizens/", StringComparison.Ordinal);
        return signedIn && !isPublic ? Official : Citizen;
    }
}
