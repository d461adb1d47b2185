using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvinceNode.Citizens;

/// <summary>First page of the public site.</summary>
[AllowAnonymous]
public sealed class HomeModel : PageModel;
