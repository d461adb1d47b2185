using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using TestSupport;

namespace ProvinceNode.Tests.Documents;

/// <summary>The paper on the page: the same content as the PDF, tables that a screen reader walks, nothing that the page's policy forbids.</summary>
public sealed class PaperHtmlTests
{
    [Fact]
    public async Task Paper_WithAnnex_IsShownWithItsTableAndCode()
    {
        await using var node = await NodeHost.StartAsync();

        var html = await RenderAsync(node, SamplePapers.ListDecision(3));

        var text = Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]+>", " ")).Replace('\u00A0', ' '), @"\s+", " ");
        Assert.All(
            SamplePapers.ListDecision(3).Bases.Append("ỦY BAN NHÂN DÂN").Append("HUYỆN HẬU LỘC").Append("Danh sách này có 3 người.").Append("PHÓ CHỦ TỊCH").Append(SamplePapers.Decision.VerifyUrl),
            s => Assert.Contains(s, text, StringComparison.Ordinal));
        Assert.Equal(12, Regex.Count(html, "<th scope=\"col\">"));
        Assert.Equal(4, Regex.Count(html, "<tr[^>]*>\\s*<td"));
        Assert.Matches("<svg viewBox=\"0 0 \\d+ \\d+\" role=\"img\" aria-label=\"[^\"]+\"><path d=\"M", html);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal); // the policy of the page allows none
        Assert.DoesNotContain("data-watermark=\"D", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_NotSigned_SaysThatItIsADraft()
    {
        await using var node = await NodeHost.StartAsync();

        var html = WebUtility.HtmlDecode(await RenderAsync(node, SamplePapers.Letter));

        Assert.Contains("data-watermark=\"DỰ THẢO\"", html, StringComparison.Ordinal);
        Assert.Contains("Bản này là: DỰ THẢO", html, StringComparison.Ordinal);
        Assert.Contains("<li>Ủy ban nhân dân huyện Hậu Lộc;</li>", html, StringComparison.Ordinal);
    }

    private static async Task<string> RenderAsync(NodeHost node, PaperContent paper)
    {
        using var scope = node.App.Services.CreateScope();
        var services = scope.ServiceProvider;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor());
        var view = services.GetRequiredService<IRazorViewEngine>().GetView(null, "/Documents/_Paper.cshtml", false).View!;
        await using var writer = new StringWriter();
        var data = new ViewDataDictionary<PaperContent>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = paper };
        await view.RenderAsync(new ViewContext(action, view, data, new TempDataDictionary(action.HttpContext, services.GetRequiredService<ITempDataProvider>()), writer, new HtmlHelperOptions()));
        return writer.ToString();
    }
}
