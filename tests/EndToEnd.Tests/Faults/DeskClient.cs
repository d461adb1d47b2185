using EndToEnd.Tests.Processes;
using TestSupport;

namespace EndToEnd.Tests.Faults;

/// <summary>A commune's clerk who keys in paper dossiers, and signs in again when the session was lost.</summary>
public sealed class DeskClient(Uri node, SignIn account)
{
    private readonly HttpClient _client = new(new CookieHandler(new SocketsHttpHandler { AllowAutoRedirect = false }) { FollowRedirects = true })
    {
        BaseAddress = node, Timeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>Keys in one dossier of an invented person.</summary>
    /// <returns>The dossier code that the page acknowledged.</returns>
    /// <exception cref="HttpRequestException">No answer came.</exception>
    public async Task<string> EnterAsync(int person)
    {
        var page = await PageReader.OpenAsync(_client, "/ho-so/nhap-ho?loai=khuyet-tat");
        if (page.Address.AbsolutePath == "/dang-nhap")
        {
            await page.SubmitAsync(new Dictionary<string, object?> { ["UserName"] = account.User, ["Password"] = account.Password });
            page = await PageReader.OpenAsync(_client, "/ho-so/nhap-ho?loai=khuyet-tat");
        }

        var sent = await page.SubmitAsync(Fields(person), form: "main form[enctype]", button: "Nộp hồ sơ");
        var code = sent.Text(".code-line");
        return code.Length > 0 ? code : throw new InvalidOperationException($"Not acknowledged: {string.Join("; ", sent.Problems)} {sent.Main[..Math.Min(500, sent.Main.Length)]}");
    }

    private static Dictionary<string, object?> Fields(int person) => new()
    {
        ["FullName"] = $"Nguyễn Văn {(char)('A' + (person % 26))}n", ["BirthDay"] = "15", ["BirthMonth"] = "03", ["BirthYear"] = "1982", ["Sex"] = "1", ["EthnicCode"] = "01",
        ["CitizenId"] = $"038082{person:000000}", ["CommuneCode"] = "16063", ["Village"] = "Thôn Hoa Trung", ["Phone"] = "0912345678", ["InInstitution"] = "no",
        ["CertificateNumber"] = $"38.400.16063.{person:000000}", ["CertificateDay"] = "05", ["CertificateMonth"] = "09", ["CertificateYear"] = "2022",
        ["CertificateBy"] = "UBND xã", ["DisabilityKind"] = "1", ["DisabilityDegree"] = "2", ["SelfCare"] = "partly", ["Study"] = "left", ["Work"] = "no",
        ["Marital"] = "single", ["Poverty"] = "none", ["HealthCard"] = "no", ["Pregnant"] = "no", ["DeclaredBy"] = "owner", ["ResultBy"] = "desk", ["PaymentBy"] = "cash",
        ["OriginalsSeen"] = "1", ["Promise"] = "1",
    };
}
