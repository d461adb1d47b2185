using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace NationalHub.Operators;

/// <summary>
/// A form that would be refused to who reads the page is not shown to him (<see cref="PageRights"/>): an auditor sees no buttons. That it is refused does not rest on this. Forms that go to other pages, and those of
/// signing in, stay.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method='post']")]
public sealed class RightfulForm : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the form has its address.</summary>
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var http = ViewContext.HttpContext;
        var address = WebUtility.HtmlDecode(output.Attributes.TryGetAttribute("action", out var action) ? $"{action.Value}" : "").Split('?', 2);
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || ViewContext.ActionDescriptor is not PageActionDescriptor page || (address[0].Length > 0 && address[0] != http.Request.Path.Value))
        {
            return;
        }

        var handler = address is [_, var query] ? QueryHelpers.ParseQuery(query).GetValueOrDefault("handler").FirstOrDefault() ?? "" : "";
        if (!PageRights.May(http.User, page.ViewEnginePath, HttpMethods.Post, handler))
        {
            output.SuppressOutput();
        }
    }
}
