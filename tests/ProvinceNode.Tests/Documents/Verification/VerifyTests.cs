using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Documents.Signing;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Verification;

/// <summary>The public page: every answer, by code and by file, now and years later.</summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private NodeHost _node = null!;
    private IssuedPaper _paper = null!;
    private byte[] _pdf = [];

    public async Task InitializeAsync()
    {
        _node = await NodeHost.StartAsync();
        (_paper, _pdf) = await SealPaperTests.SealedAsync(_node);
    }

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Code_OfAPaper_TellsThePaperAndNothingOfThePerson()
    {
        var page = await (await _node.NewClient().GetAsync(new Uri("/xac-minh/" + VerificationCode.Print(_paper.Code), UriKind.Relative))).Content.ReadAsStringAsync();
        page = WebUtility.HtmlDecode(page);

        Assert.All(new[] { "Văn bản có thật và đang có giá trị", "01/QĐ-UBND", VietnameseFormat.Date(VietnamTime.Day(_paper.IssuedAt)), "ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", "••••••" }, w => Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.All(new[] { "Nguyễn Văn Thủy", "102", "khuyết tật", "Thôn Hoa Trung", "0912345678" }, w => Assert.DoesNotContain(w, page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Code_FromTheForm_LeadsToTheAddressOfTheQrCode()
    {
        var answer = await _node.NewClient(followRedirects: false).GetAsync(new Uri("/xac-minh?ma=" + _paper.Code.ToLowerInvariant(), UriKind.Relative));
        Assert.Equal("/xac-minh/" + VerificationCode.Print(_paper.Code), answer.Headers.Location!.ToString());
        Assert.Contains("Hãy nhập mã xác minh", WebUtility.HtmlDecode(await _node.NewClient().GetStringAsync(new Uri("/xac-minh?ma=abc", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_InEachState_IsAnsweredForWhatItIs()
    {
        using var elsewhere = new DataFolder();
        var node = Options.Create(new NodeOptions { ProvinceCode = "38", DataFolder = elsewhere.Path });
        var stranger = new SoftwareSigner(new OfficeCertificates(new CertificateFolder(node, new EphemeralDataProtectionProvider()), node));
        var (office, at) = (TenantPath.Parse(_paper.OfficePath), _paper.SealedAt!.Value);
        var changed = _pdf.ToArray();
        changed[PdfSignature.Find(_pdf)[0].GapStart / 2] ^= 1;

        await ExpectAsync(Verdict.Genuine, _pdf);
        await ExpectAsync(Verdict.Genuine, [.. _pdf, (byte)'\n']);
        await ExpectAsync(Verdict.Altered, changed);
        await ExpectAsync(Verdict.Altered, [.. _pdf, .. Encoding.ASCII.GetBytes("1 0 obj\n<<>>\nendobj\n%%EOF")]);
        await ExpectAsync(Verdict.SignedByOthers, await TinyPdf.SignedAsync(stranger, office, _paper.OfficeName, at));
        await ExpectAsync(Verdict.NotRegistered, await TinyPdf.SignedAsync(_node.App.Services.GetRequiredService<IPaperSigner>(), office, _paper.OfficeName, at));
        await ExpectAsync(Verdict.Unsigned, Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"));
        await ExpectAsync(Verdict.NotAPdf, Encoding.ASCII.GetBytes("%PDF-1.4 /ByteRange [0 1 2"));
        await ExpectAsync(Verdict.NotAPdf, _pdf[..(_pdf.Length / 2)], Verdict.Unsigned, Verdict.Altered);
        await ExpectAsync(Verdict.NotAPdf, "<html>"u8.ToArray());
    }

    // A true signature of ours moved onto another file is no proof of that file.
    [Fact]
    public async Task File_WithASignatureTakenFromAnother_IsAltered()
    {
        var own = PdfSignature.Find(_pdf)[0];
        var other = await TinyPdf.SignedAsync(_node.App.Services.GetRequiredService<IPaperSigner>(), TenantPath.Parse(_paper.OfficePath), _paper.OfficeName, _paper.SealedAt!.Value);
        var gap = PdfSignature.Find(other)[0];
        Encoding.ASCII.GetBytes(Convert.ToHexString(own.Cms).PadRight(gap.GapEnd - gap.GapStart - 2, '0')).CopyTo(other, gap.GapStart + 1);

        await ExpectAsync(Verdict.Altered, other);
    }

    [Fact]
    public async Task Paper_TwentyYearsLater_IsStillGenuineAfterMergersAndExpiry()
    {
        _node.Clock.SetDay(new DateOnly(2046, 1, 5));
        await _node.WithAsync(s => s.GetRequiredService<OfficeCertificates>().For(TenantPath.Parse("38.16072"), "ỦY BAN NHÂN DÂN XÃ HOA LỘC", new DateTime(2046, 1, 5, 0, 0, 0, DateTimeKind.Utc)) is var _ ? Task.CompletedTask : Task.CompletedTask);

        await ExpectAsync(Verdict.Genuine, _pdf);
    }

    [Fact]
    public async Task Paper_RevokedOrReplaced_IsToldByCodeAndByFile()
    {
        var chairman = new TestDossiers(_node).Official(Roles.Chairman, "38.400");
        Assert.True((await FrozenPaperTests.RevokeAsync(_node, new RevokeInput(_paper.Id, "ket-luan", "Theo kết luận thanh tra số 5"), chairman)).Succeeded);
        await ExpectAsync(Verdict.Revoked, _pdf);
        var page = WebUtility.HtmlDecode(await _node.NewClient().GetStringAsync(new Uri("/xac-minh/" + _paper.Code, UriKind.Relative)));
        Assert.Contains(RevocationGrounds.Names["ket-luan"], page, StringComparison.Ordinal);
        Assert.DoesNotContain("kết luận thanh tra số 5", page, StringComparison.Ordinal); // the official's own words stay inside
    }

    [Fact]
    public async Task Paper_Superseded_NamesTheOneInItsPlace()
    {
        await _node.WithDbAsync(async db =>
        {
            var earlier = await db.Papers.SingleAsync(p => p.Id == _paper.Id);
            var later = new IssuedPaper
            {
                Id = Guid.CreateVersion7(), DossierId = _paper.DossierId, TenantPath = _paper.TenantPath, Paper = "D15", Number = "07/QĐ-UBND", IssuedAt = _paper.IssuedAt.AddDays(40),
                Content = _paper.Content, OfficePath = _paper.OfficePath, OfficeName = _paper.OfficeName, SignerName = "Trần Văn B",
            };
            db.Papers.Add(later);
            PaperDesk.Supersede(earlier, later, later.IssuedAt);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Number, later.IssuedAt), default);
        });

        await ExpectAsync(Verdict.Superseded, _pdf);
        var page = WebUtility.HtmlDecode(await _node.NewClient().GetStringAsync(new Uri("/xac-minh/" + _paper.Code, UriKind.Relative)));
        Assert.Contains($"{PaperDesk.NameOf("D15")} số 07/QĐ-UBND, ngày {VietnameseFormat.Date(VietnamTime.Day(_paper.IssuedAt.AddDays(40)))}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_TriedByAMachine_AreStopped()
    {
        var client = _node.NewClient();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 125; i++)
        {
            answers.Add((await client.GetAsync(new Uri("/xac-minh/" + VerificationCode.New(), UriKind.Relative))).StatusCode);
        }

        Assert.Equal(120, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Upload_TooLargeOrEmpty_IsRefusedInWords()
    {
        Assert.Contains("Tệp lớn hơn 10 MB", await UploadAsync(new byte[VerifyPaper.MostBytes + 1]), StringComparison.Ordinal);
        Assert.Contains("Hãy chọn tệp PDF", await UploadAsync([]), StringComparison.Ordinal);
        Assert.Contains("Văn bản có thật", await UploadAsync(_pdf), StringComparison.Ordinal);
    }

    private async Task ExpectAsync(Verdict verdict, byte[] pdf, params Verdict[] or)
    {
        var found = await _node.WithAsync(s => s.GetRequiredService<VerifyPaper>().ByFileAsync(pdf, default));
        Assert.True(found.Verdict == verdict || or.Contains(found.Verdict), $"{found.Verdict}, not {verdict}");
    }

    private async Task<string> UploadAsync(byte[] content)
    {
        var client = _node.NewClient();
        var token = (await PageReader.OpenAsync(client, "/xac-minh")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(file, "file", "quyet-dinh.pdf");
        return WebUtility.HtmlDecode(await (await client.PostAsync(new Uri("/xac-minh", UriKind.Relative), form)).Content.ReadAsStringAsync());
    }
}
