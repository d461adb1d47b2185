using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;
using TestSupport.UglyFiles;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Tests.Import;

/// <summary>A two-tier commune that imports lists: its pages, its officials, its jobs.</summary>
internal sealed class ImportRun(NodeHost host)
{
    /// <summary>Xã Hoa Lộc since 2025-07-01.</summary>
    public const string Commune = "38.16072";

    public const string Today = "2026-11-02";

    public static readonly string[] Heading = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn", "Điện thoại", "Loại đối tượng", "Mức trợ cấp tháng", "Hưởng từ tháng"];

    public NodeHost Host => host;

    public static Task<NodeHost> StartAsync() => NodeHost.StartAsync(new() { Day = DateOnly.Parse(Today, System.Globalization.CultureInfo.InvariantCulture) });

    /// <summary>A man with a severe disability, 810.000 đồng since August 2026.</summary>
    /// <param name="number">12 digits of somebody born in 1982.</param>
    public static string?[] Row(string name, string? number = "038082000102", string? category = "NKT nặng", string? amount = "810.000", string? phone = "0912345678", string? village = "Thôn Đông Thịnh", string birth = "15/03/1982") =>
        ["1", name, birth, "Nam", number, village, phone, category, amount, "09/2026"];

    public static byte[] Book(params string?[][] rows) => BookOf(Heading, rows);

    public static byte[] BookOf(string[] heading, params string?[][] rows)
    {
        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add(heading.Select(h => (GridCell?)h).ToArray());
        foreach (var row in rows)
        {
            sheet.Add(row.Select(c => c is null ? null : (GridCell?)c).ToArray());
        }

        return XlsxFile.Of([sheet]);
    }

    public Task<HttpClient> OfficerAsync(string office = Commune) => host.SignInAsync(Roles.SocialOfficer, office);

    public Task<HttpClient> CheckerAsync(string office = Commune) => host.SignInAsync(Roles.DivisionHead, office);

    /// <summary>Sends files through the page.</summary>
    public static async Task<PageReader> SendAsync(HttpClient client, params (string Name, byte[] Content)[] files) =>
        await (await PageReader.OpenAsync(client, "/nhap-danh-sach")).SubmitAsync(button: "Gửi và đọc thử", files: [.. files.Select(f => ("Files", f.Name, f.Content))]);

    /// <summary>Sends a list and has it read.</summary>
    public async Task<Guid> ReadAsync(byte[] content, string name = "danh sach.xlsx", HttpClient? client = null)
    {
        var sent = await SendAsync(client ?? await OfficerAsync(), (name, content));
        var id = Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]);
        await WorkAsync(id);
        return id;
    }

    /// <summary>What the job does now: reading, entering or taking back.</summary>
    public async Task WorkAsync(Guid id)
    {
        await host.WithAsync(s => s.GetRequiredService<ReadBatch>().HandleAsync(id, default));
        await host.WithAsync(s => s.GetRequiredService<EnterBatch>().HandleAsync(id, default));
        await host.WithAsync(s => s.GetRequiredService<TakeBackBatch>().HandleAsync(id, default));
    }

    /// <summary>Has another official accept, and the rows entered.</summary>
    public async Task AcceptAsync(Guid id)
    {
        var page = await PageReader.OpenAsync(await CheckerAsync(), $"/nhap-danh-sach/{id}");
        var done = await page.SubmitAsync(button: "Duyệt và ghi sổ");
        Assert.Empty(done.Problems);
        await WorkAsync(id);
        Assert.Equal(BatchState.Accepted, (await BatchAsync(id)).State);
    }

    /// <summary>Writes a value over a cell of the first sheet.</summary>
    public async Task<ImportRow> MendAsync(Guid id, int row, Field field, string text)
    {
        var (official, version) = (await OfficialAsync(Roles.SocialOfficer), (await RowAsync(id, row)).Version);
        var outcome = await host.WithAsync(s => s.GetRequiredService<MendRow>().Handle(new(id, 1, row, version, [(field, text)]), official, default), Commune);
        Assert.True(outcome.Succeeded);
        return await RowAsync(id, row);
    }

    /// <summary>Leaves a row of the first sheet out or takes it in again.</summary>
    public async Task<ImportRow> LeaveOutAsync(Guid id, int row, bool leave)
    {
        var official = await OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<ChooseForRow>().LeaveOutAsync(id, 1, row, leave, official, default), Commune)).Succeeded);
        return await RowAsync(id, row);
    }

    /// <param name="sheet">0: the only one that has such a row.</param>
    public async Task<ImportRow> RowAsync(Guid id, int row, int sheet = 0) => (await RowsAsync(id)).Single(r => r.Number == row && (sheet == 0 || r.Sheet == sheet));

    /// <summary>An official as verbs get him.</summary>
    public async Task<SignedInOfficial> OfficialAsync(string role, string office = Commune)
    {
        var account = await host.OfficialAsync(role, office);
        return await host.WithDbAsync(async db => (await SessionCheck.FindAsync(db, account.Id, null, default))!.Official);
    }

    public Task<ImportBatch> BatchAsync(Guid id) => host.WithDbAsync(db => db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == id));

    public Task<List<ImportRow>> RowsAsync(Guid id) => host.WithDbAsync(db => db.ImportRows.AsNoTracking().Where(r => r.BatchId == id).OrderBy(r => r.Sheet).ThenBy(r => r.Number).ToListAsync());

    public Task<List<Beneficiary>> PeopleAsync() => host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().OrderBy(b => b.Code).ToListAsync());

    public Task<List<Entitlement>> EntitlementsAsync() => host.WithDbAsync(db => db.Entitlements.AsNoTracking().OrderBy(e => e.RecordedAt).ThenBy(e => e.StartMonth).ToListAsync());

    /// <summary>Somebody whom the registry has, with what he receives.</summary>
    public Task<Guid> RegisteredAsync(PersonFacts person, string category = "6.n.adult", long monthly = 810_000) => host.WithDbAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(default);
        var input = new GrantInput(TenantPath.Parse(Commune), person, category, 150, new Dong(540_000), new Dong(monthly), new PayMonth(202608), Guid.CreateVersion7(), person.FullName);
        var made = await Grant.HandleAsync(db, input, host.App.Services.GetRequiredService<VietnamTime>().UtcNow, default);
        await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, host.App.Services.GetRequiredService<VietnamTime>().UtcNow), default);
        await transaction.CommitAsync();
        return made.Id;
    });

    public static PersonFacts Thuy { get; } = new("Nguyễn Văn Thủy", "1982-03-15", 1, "01", "038082000102", "", "16072", "Thôn Đông Thịnh", "", "Matched");
}
