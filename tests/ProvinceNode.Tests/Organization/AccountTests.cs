using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Organization;

public sealed class AccountTests : IAsyncLifetime
{
    private const string Header = "Tên đăng nhập;Họ và tên;Chức danh;Mã đơn vị;Vai trò\n";
    private NodeHost _node = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _node = await NodeHost.StartAsync();
        _admin = await _node.SignInAsync(Roles.Administrator, "38");
    }

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Account_MadeByAdministrator_IsActivatedByItsOwnerWithTheSlipOnce()
    {
        var made = await MakeAsync("lan.nguyen", "38.380.14758", Roles.SocialOfficer);
        var code = made.Text(".slip code");
        Assert.Matches("^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$", code);
        Assert.DoesNotContain(code, await _node.WithDbAsync(db => db.Users.Where(u => u.UserName == "lan.nguyen").Select(u => u.ActivationHash!).SingleAsync()), StringComparison.Ordinal);
        Assert.Empty((await ActivateAsync("lan.nguyen", code)).Problems);
        Assert.NotEmpty((await ActivateAsync("lan.nguyen", code)).Problems);
        var page = await (await PageReader.OpenAsync(_node.NewClient(), "/dang-nhap"))
            .SubmitAsync(new Dictionary<string, object?> { ["UserName"] = "Lan.Nguyen", ["Password"] = "mot cau de nho 2025" });
        Assert.Equal("/ho-so", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task Slip_AfterSevenDays_DoesNotActivate()
    {
        var code = (await MakeAsync("lan.nguyen", "38.380.14758", Roles.SocialOfficer)).Text(".slip code");
        _node.Clock.Advance(ActivationCode.Lifetime);
        Assert.NotEmpty((await ActivateAsync("lan.nguyen", code)).Problems);
    }

    [Fact]
    public async Task Account_WithSeveralFaults_NamesThemAllAtTheirFields()
    {
        var page = await MakeAsync("Lan Nguyễn", "38.999", Roles.Chairman, Roles.RecordsClerk, "king");
        Assert.NotEmpty(page.ProblemAt("UserName"));
        Assert.NotEmpty(page.ProblemAt("OfficePath"));
        Assert.Equal(4, page.Problems.Count);
        Assert.Equal(1, await _node.WithDbAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("2025-03-10", "38.380", Roles.Appraiser, true)]
    [InlineData("2025-03-10", "38.380.14758", Roles.Appraiser, false)]
    [InlineData("2025-03-10", "38.14758", Roles.Appraiser, false)]
    [InlineData("2025-07-10", "38.14758", Roles.Appraiser, true)]
    [InlineData("2025-07-10", "38.380", Roles.Appraiser, false)]
    [InlineData("2025-07-10", "38.14758", Roles.Administrator, false)]
    public async Task Role_AtAnOffice_FitsByTheAuthorityMapOfTheDay(string day, string office, string role, bool fits)
    {
        _node.Clock.SetDay(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        Assert.Equal(fits, (await MakeAsync("lan.nguyen", office, role)).Problems.Count == 0);
    }

    [Theory]
    [InlineData(Roles.Desk)]
    [InlineData(Roles.Appraiser)]
    [InlineData(Roles.RecordsClerk)]
    public void Chairman_WithAnotherHandOfTheSameDossier_IsRefused(string other)
    {
        var office = new UnitSeed("38").Offices().First(o => o.Level == UnitLevel.Commune && o.ValidTo is null);
        var problems = AccountRules.Place([Roles.Chairman, other], office.TenantPath, office, [], new DateOnly(2026, 1, 5));
        Assert.Contains(problems, p => p.Code == AccountProblems.FourEyes.Code);
    }

    [Fact]
    public async Task Administrator_OnHisOwnAccount_CannotChangeRolesOrDisable()
    {
        var own = await _node.OfficialAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(_admin, $"/quan-tri/tai-khoan/{own.Id}");
        Assert.Single((await page.SubmitAsync(new Dictionary<string, object?> { ["Roles"] = new[] { Roles.Administrator, Roles.ProvinceLeader } }, button: "Lưu thay đổi")).Problems);
        Assert.Single((await page.SubmitAsync(button: "Khóa tài khoản")).Problems);
        Assert.Equal([Roles.Administrator], await _node.WithDbAsync(db => db.OfficialRoles.Where(r => r.OfficialId == own.Id).Select(r => r.Role).ToListAsync()));
    }

    // Whoever finds an administrator's screen open makes and takes over nobody.
    [Fact]
    public async Task Administrator_WithoutAFreshSecondFactor_ChangesNoAccount()
    {
        var official = await _node.OfficialAsync(Roles.Chairman, "38.380");
        var admin = await _node.SignInAsync(Roles.Administrator, "38", confirmed: false);
        var page = await PageReader.OpenAsync(admin, $"/quan-tri/tai-khoan/{official.Id}");
        foreach (var button in new[] { "Đặt lại xác thực hai lớp", "Khóa tài khoản", "Cấp phiếu kích hoạt mới" })
        {
            Assert.NotEmpty((await page.SubmitAsync(button: button)).ProblemAt("OtherCode"));
        }

        Assert.NotEmpty((await page.SubmitAsync(new Dictionary<string, object?> { ["Title"] = "Khác" }, button: "Lưu thay đổi")).ProblemAt("Code"));
        var made = await (await PageReader.OpenAsync(admin, "/quan-tri/tai-khoan/moi")).SubmitAsync(new Dictionary<string, object?>
        {
            ["UserName"] = "moi", ["FullName"] = "Nguyễn Thị Lan", ["Title"] = "Chủ tịch", ["OfficePath"] = "38.380", ["Roles"] = new[] { Roles.Chairman },
        });
        Assert.NotEmpty(made.ProblemAt("Code"));
        Assert.Equal(0, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.AccountChange)));
    }

    [Fact]
    public async Task Account_MovedDisabledAndReset_LosesItsSessionsUnderActs()
    {
        var official = await _node.OfficialAsync(Roles.Desk, "38.380.14758");
        var session = await _node.SignInAsync(Roles.Desk, "38.380.14758");
        var page = await PageReader.OpenAsync(_admin, $"/quan-tri/tai-khoan/{official.Id}");
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["OfficePath"] = "38.380.14761" }, button: "Lưu thay đổi");
        Assert.Empty(page.Problems);
        Assert.Equal("/dang-nhap", (await PageReader.OpenAsync(session, "/ho-so")).Address.AbsolutePath);
        page = await page.SubmitAsync(button: "Đặt lại xác thực hai lớp");
        page = await page.SubmitAsync(button: "Khóa tài khoản");
        page = await page.SubmitAsync(button: "Mở lại tài khoản");
        Assert.NotEmpty((await page.SubmitAsync(button: "Cấp phiếu kích hoạt mới")).Text(".slip code"));
        var acts = await _node.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.AccountChange).OrderBy(a => a.Sequence).Select(a => a.Reason).ToListAsync());
        Assert.Equal(["move", "reset-second-factor", "disable", "enable", "new-slip"], acts);
        var now = await _node.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == official.Id));
        Assert.Equal(("38.380.14761", false, null), (now.OfficePath, now.TwoFactorEnabled, now.PasswordHash));
    }

    [Fact]
    public async Task List_OfManyAccounts_ShowsFiftyAPageAndFilters()
    {
        for (var i = 0; i < 60; i++)
        {
            await _node.OfficialAsync(i % 2 == 0 ? Roles.Desk : Roles.SocialOfficer, $"38.380.{14758 + i}");
        }

        await _node.WithDbAsync(db => db.Users.Where(u => u.OfficePath.StartsWith("38.380.")).ExecuteUpdateAsync(s => s.SetProperty(u => u.OfficePath, "38.380.14758")));
        Assert.Equal(51, (await PageReader.OpenAsync(_admin, "/quan-tri/tai-khoan")).Table().Count);
        Assert.Equal(12, (await PageReader.OpenAsync(_admin, "/quan-tri/tai-khoan?trang=2")).Table().Count);
        Assert.Equal(31, (await PageReader.OpenAsync(_admin, "/quan-tri/tai-khoan?vai-tro=desk&q=38.380")).Table().Count);
    }

    [Fact]
    public async Task Sheet_WithFaults_NamesEachWithItsRowAndMakesNothing()
    {
        var page = await TryAsync("bang.csv", Encoding.UTF8.GetBytes(Header +
            "lan.nguyen;Nguyễn Thị Lan;Công chức;38.380.14758;Công chức Văn hóa – Xã hội\n" +
            "x;;Công chức;38.380.14758;desk\n\nlan.nguyen;Lê Lan;Công chức;40.412;nhà vua\n"));
        Assert.Equal(["Dòng 3:", "Dòng 3:", "Dòng 5:", "Dòng 5:", "Dòng 5:"], page.Problems.Select(p => p[..7]).Order(StringComparer.Ordinal));
        Assert.Equal(1, await _node.WithDbAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Sheet_WithoutFaults_IsTriedFirstAndThenMadeAtOnce(string kind)
    {
        string[][] rows = [["lan.nguyen", "Nguyễn Thị Lan", "Công chức", "38.380.14758", "desk"], ["an.le", "Lê Văn An", "Chuyên viên", "38.380", "Chuyên viên thẩm định"]];
        var content = kind == "csv" ? Encoding.UTF8.GetBytes(Header + string.Join('\n', rows.Select(r => string.Join(';', r)))) : Workbook(rows);
        var tried = await TryAsync("bang." + kind, content);
        Assert.Empty(tried.Problems);
        Assert.Equal(3, tried.Table().Count);
        Assert.Equal(1, await _node.WithDbAsync(db => db.Users.CountAsync()));
        var made = await tried.SubmitAsync(button: "Tạo 2 tài khoản");
        Assert.Equal(2, made.Document.QuerySelectorAll(".slip code").Length);
        Assert.Equal(2, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.AccountCreate)));
    }

    [Fact]
    public void Sheet_ThatIsNoneOrABomb_IsRefusedWithWords()
    {
        Assert.Equal(AccountProblems.SheetUnreadable.Code, Code([.. "PK\u0003\u0004"u8, 1, 2, 3]));
        Assert.Equal(AccountProblems.SheetUnreadable.Code, Code(Bomb()));
        Assert.Equal(AccountProblems.SheetUnreadable.Code, Code([0x61, 0xC3, 0x28, 0x0A, 0x62]));
        Assert.Equal(AccountProblems.SheetEmpty.Code, Code([]));
        Assert.Equal(AccountProblems.SheetColumns.Code, Code("a;b\n1;2\n"u8.ToArray()));
        Assert.Equal(AccountProblems.SheetLarge.Code, Code(new byte[AccountSheet.MaximumBytes + 1]));
        Assert.Equal(AccountProblems.SheetLarge.Code, Code(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("a;b;c;d;e\n", 600)))));
    }

    [Fact]
    public async Task DemoPages_OutsideADemo_DoNotExist() =>
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(_node.NewClient(), "/demo/tai-khoan")).Status);

    private static string Code(byte[] content) => AccountSheet.Read(new MemoryStream(content)).Problems.Single().Code;

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/workbook.xml").Open();
            entry.Write(new byte[30 * 1024 * 1024]);
        }

        return bytes.ToArray();
    }

    private static byte[] Workbook(string[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Prepend([.. AccountSheet.Columns]).Select(r =>
                new Row(r.Select(c => new Cell(new InlineString(new Text(c))) { DataType = CellValues.InlineString })))));
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "Bảng" }));
        }

        return bytes.ToArray();
    }

    private async Task<PageReader> MakeAsync(string name, string office, params string[] roles) =>
        await (await PageReader.OpenAsync(_admin, "/quan-tri/tai-khoan/moi")).SubmitAsync(new Dictionary<string, object?>
        {
            ["UserName"] = name, ["FullName"] = "Nguyễn Thị Lan", ["Title"] = "Công chức", ["OfficePath"] = office, ["Roles"] = roles,
        });

    private async Task<PageReader> ActivateAsync(string name, string code) =>
        await (await PageReader.OpenAsync(_node.NewClient(), "/kich-hoat")).SubmitAsync(new Dictionary<string, object?>
        {
            ["UserName"] = name, ["Code"] = code.ToLowerInvariant(), ["Password"] = "mot cau de nho 2025", ["Again"] = "mot cau de nho 2025",
        });

    private async Task<PageReader> TryAsync(string file, byte[] content) =>
        await (await PageReader.OpenAsync(_admin, "/quan-tri/tai-khoan/nhap-tu-bang")).SubmitAsync(files: [("Sheet", file, content)]);
}
