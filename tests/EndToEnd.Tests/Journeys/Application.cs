namespace EndToEnd.Tests.Journeys;

/// <summary>A person who applies on a phone.</summary>
public sealed record Applicant(string Name, string Day, string Month, string Year, string Sex, string Number, string Commune, string Village, string CertificateDay, string CertificateMonth, string CertificateYear, string TypedCommune = "");

/// <summary>The citizens' wizard, page by page, as a person goes through it.</summary>
public static class Application
{
    /// <summary>Fills in form 1đ, attaches the certificate, sends, and tells the dossier code of the receipt.</summary>
    public static async Task<string> SendAsync(Visitor v, Applicant who)
    {
        await v.GoAsync("/");
        await v.GoAsync("/nop-ho-so");
        await v.PressAsync("Con tôi, tôi hoặc người thân bị khuyết tật");
        await v.PressAsync("Bắt đầu");
        await PersonAsync(v, who);
        await v.FillAsync("CertificateNumber", "38.400.16063.000012");
        await DateAsync(v, "Certificate", who.CertificateDay, who.CertificateMonth, who.CertificateYear);
        await v.FillAsync("CertificateBy", "UBND xã");
        await v.ChooseAsync("DisabilityKind", "1");
        await v.ChooseAsync("DisabilityDegree", "2");
        await v.ChooseAsync("SelfCare", "partly");
        await v.PressAsync("Tiếp tục");
        await v.ChooseAsync("Study", "left");
        await v.ChooseAsync("Work", "no");
        await v.PressAsync("Tiếp tục");
        await v.ChooseAsync("Marital", "single");
        await v.PressAsync("Tiếp tục");
        await v.ChooseAsync("Poverty", "none");
        await v.ChooseAsync("HealthCard", "no");
        await v.PressAsync("Tiếp tục");
        await v.ChooseAsync("DeclaredBy", "owner");
        await v.PressAsync("Tiếp tục");
        await v.Page.Locator("input[type=file]").First.SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "giay-xac-nhan.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await v.PressAsync("Tiếp tục");
        await v.ChooseAsync("ResultBy", "desk");
        await v.ChooseAsync("PaymentBy", "cash");
        await v.PressAsync("Tiếp tục");
        await v.Page.Locator("input[name='Promise']").CheckAsync();
        await v.PressAsync("Nộp hồ sơ");
        return (await v.Page.Locator(".code-line").First.InnerTextAsync()).Trim();
    }

    private static byte[] Pdf { get; } = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray();

    private static async Task PersonAsync(Visitor v, Applicant who)
    {
        await v.FillAsync("FullName", who.Name);
        await DateAsync(v, "Birth", who.Day, who.Month, who.Year);
        await v.ChooseAsync("Sex", who.Sex);
        await v.FillAsync("CitizenId", who.Number);
        await v.PressAsync("Tiếp tục");
        await CommuneAsync(v, who.Commune, who.TypedCommune);
        await v.FillAsync("Village", who.Village);
        await v.FillAsync("Phone", "0912345678");
        await v.ChooseAsync("InInstitution", "no");
        await v.PressAsync("Tiếp tục");
    }

    // With a script the name is typed as one says it; without, the whole list is a plain select.
    internal static async Task CommuneAsync(Visitor v, string code, string typed)
    {
        if (!v.JavaScript)
        {
            await v.PressAsync("Xem cả danh sách");
            await v.Page.Locator("select[name='CommuneCode']").SelectOptionAsync(code);
            return;
        }

        await v.Page.GetByLabel("Xã, phường").FillAsync(typed);
        // The page after it: the script of this one finds communes too, and what is chosen here goes when the answer comes.
        await v.PressAsync("Tìm", whole: true);
        await v.Page.Locator($"input[type=radio][name='CommuneCode'][value='{code}']").CheckAsync();
    }

    private static async Task DateAsync(Visitor v, string name, string day, string month, string year)
    {
        await v.FillAsync(name + "Day", day);
        await v.FillAsync(name + "Month", month);
        await v.FillAsync(name + "Year", year);
    }
}
