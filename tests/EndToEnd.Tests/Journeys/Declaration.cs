using Microsoft.Playwright;
using ProvinceNode.Dossiers.Forms;

namespace EndToEnd.Tests.Journeys;

/// <summary>Any form of the citizens' wizard, filled in page by page from its values as a person does.</summary>
public static class Declaration
{
    /// <summary>Longest wizard with some to spare.</summary>
    private const int MostPages = 25;

    /// <summary>A paper as a phone scans it.</summary>
    public static readonly FilePayload Scan = new() { Name = "giay-to.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray() };

    /// <summary>Opens the situation, fills in every page, sends, and tells the dossier code of the receipt.</summary>
    public static async Task<string> SendAsync(Visitor v, Situation situation, FormValues values)
    {
        await v.GoAsync("/nop-ho-so/chuan-bi?loai=" + situation.Slug);
        await v.PressAsync("Bắt đầu");
        for (var page = 0; page < MostPages; page++)
        {
            if (new Uri(v.Page.Url).AbsolutePath.EndsWith("/" + EndBlocks.Review, StringComparison.Ordinal))
            {
                await v.Page.Locator("input[name='Promise']").CheckAsync();
                await v.PressAsync("Nộp hồ sơ");
                return (await v.Page.Locator(".code-line").First.InnerTextAsync()).Trim();
            }

            await FillAsync(v, values);
            var before = v.Page.Url;
            await v.PressAsync("Tiếp tục");
            Assert.True(v.Page.Url != before, $"{before}: {string.Join("; ", await v.Page.Locator("#problem-summary li").AllInnerTextsAsync())}");
        }

        throw new InvalidOperationException("The wizard does not end.");
    }

    private static async Task FillAsync(Visitor v, FormValues values)
    {
        if (await v.Page.Locator("[name='CommuneCode']").CountAsync() > 0)
        {
            await Application.CommuneAsync(v, values["CommuneCode"], "hoa loc");
        }

        // Choices first: what they open is filled in after.
        foreach (var name in values.Names.Where(n => n != "CommuneCode" && values[n].Length > 0))
        {
            var choice = v.Page.Locator($"main input[name='{name}'][type=radio][value='{values[name]}'], main input[name='{name}'][type=checkbox]").First;
            if (await choice.CountAsync() > 0 && await choice.IsVisibleAsync())
            {
                await choice.CheckAsync();
            }

            var select = v.Page.Locator($"main select[name='{name}']");
            if (await select.CountAsync() > 0 && await select.IsVisibleAsync())
            {
                await select.SelectOptionAsync(values[name]);
            }
        }

        foreach (var name in values.Names.Where(n => n != "CommuneCode"))
        {
            var box = v.Page.Locator($"main input[name='{name}']:not([type=radio]):not([type=checkbox]):not([type=hidden]), main textarea[name='{name}']");
            if (await box.CountAsync() > 0 && await box.First.IsVisibleAsync())
            {
                await box.First.FillAsync(values[name]);
            }
        }

        var files = v.Page.Locator("main input[type=file]");
        for (var i = 0; i < await files.CountAsync(); i++)
        {
            await files.Nth(i).SetInputFilesAsync(Scan);
        }
    }
}
