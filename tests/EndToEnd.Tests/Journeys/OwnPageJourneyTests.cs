using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>A citizen on his own page with a phone, and the officials' pages about how he is paid, on a screen and on a phone.</summary>
public sealed class OwnPageJourneyTests
{
    private const string Number = "038085000102";

    [Fact]
    public async Task Citizen_WithAPhone_SeesWhatHeReceivesAndLeaves()
    {
        await using var node = await OneNode.StartAsync("2025-05-12");
        await PersonAsync(node);
        var code = await DecidedAsync(node);
        var citizen = await node.CitizenAsync();

        await citizen.GoAsync("/");
        await citizen.PressAsync("Xem chế độ của tôi");
        await citizen.PressAsync("Xem của tôi");
        Assert.StartsWith("Lỗi: ", await citizen.Page.TitleAsync(), StringComparison.Ordinal);
        await citizen.FillAsync("ma", code);
        await citizen.FillAsync("so", Number);
        await citizen.FillAsync("BirthDay", "15");
        await citizen.FillAsync("BirthMonth", "3");
        await citizen.FillAsync("BirthYear", "1985");
        await citizen.PressAsync("Xem của tôi");
        Assert.Equal("Ông/Bà đang được hưởng gì?", await citizen.HeadingAsync());
        await citizen.NarrowAsync();
        var text = await citizen.TextAsync();
        Assert.All(new[] { "720.000 đồng/tháng", "Đã trả ngày 05/04/2025", "Chưa nhận: không nêu lý do", "chờ kế toán giải quyết", code }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        await citizen.GoAsync("/cua-toi/cach-nhan");
        await citizen.NarrowAsync();
        // At the library's computer.
        await citizen.Page.SetViewportSizeAsync(1280, 800);
        await citizen.GoAsync("/cua-toi");
        await citizen.Page.SetViewportSizeAsync(360, 800);
        await citizen.GoAsync("/cua-toi");
        // On paper nothing is left to press.
        await citizen.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.False(await citizen.Page.Locator("main button").First.IsVisibleAsync());
        await citizen.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
        await citizen.PressAsync("Thoát khỏi trang của tôi");
        Assert.Equal("Ông/Bà cần làm gì?", await citizen.HeadingAsync());
    }

    [Fact]
    public async Task WaysOfBeingPaid_WithEverythingOnThem_FitAScreenAndAPhone()
    {
        await using var node = await OneNode.StartAsync("2025-05-12");
        var person = await PersonAsync(node);
        foreach (var (role, office) in new[] { (Roles.SocialOfficer, node.Commune), (Roles.Accountant, node.Deciding) })
        {
            var official = await node.AsAsync(role, office);
            foreach (var page in new[] { $"/doi-tuong/{person}/nhan-tien", "/chi-tra/cach-nhan-tien" })
            {
                await official.GoAsync(page);
                await official.NarrowAsync();
            }
        }
    }

    // Only what an office decided proves anybody.
    private static async Task<string> DecidedAsync(OneNode node)
    {
        var id = await node.Dossiers.SubmittedAsync();
        return await node.Host.WithDbAsync(async db =>
        {
            var dossier = await db.Dossiers.SingleAsync(d => d.Id == id);
            dossier.AppraisedEligible = true;
            db.Add(new Decision
            {
                Id = Guid.CreateVersion7(), DossierId = id, DossierCode = dossier.Code, TenantPath = dossier.TenantPath, Paper = "D14", SignedOn = new(2025, 5, 5), SignerId = Guid.NewGuid(), SignerName = "Trần Văn Ký", SignerTitle = "CHỦ TỊCH",
                IssuerPath = node.Deciding, IssuerName = "UBND huyện Hậu Lộc", Content = SamplePapers.Decision.ToJson(), Explanation = "{}", Number = "05/QĐ-UBND",
            });
            await db.SaveChangesAsync();
            return dossier.Code;
        });
    }

    private static async Task<Guid> PersonAsync(OneNode node)
    {
        var award = new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(480_000), new Dong(720_000), new PayMonth(202407), new Receiver("Nguyễn Văn Thủy", Number, ""));
        var person = await node.ReceivesAsync("Nguyễn Văn Thủy", Number, award);
        await node.Host.WithDbAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == person)).BirthDate = "1985-03-15";
            db.AddRange(Ways(node.Commune, person));
            db.AddRange(Month(node.Commune, person));
            return await db.SaveChangesAsync();
        });
        return person;
    }

    // A list that went out, with a month that was paid and an earlier one that nobody collected.
    private static object[] Month(string commune, Guid person)
    {
        var (period, run, list) = Sample.Payment(commune, "Xã Hoa Lộc");
        (list.Status, list.ApprovedAt, list.SentAt) = (ListStatus.Sent, list.BuiltAt, list.BuiltAt);
        var (paid, carried) = (Sample.PaymentLine(list, "Nguyễn Văn Thủy", 1, 720_000), Sample.PaymentLine(list, "Nguyễn Văn Thủy", 2, 720_000));
        (paid.Outcome, paid.PaidOn, carried.Outcome) = (LineOutcome.Paid, new DateOnly(2025, 4, 5), LineOutcome.Unpaid);
        var (now, before) = (Sample.PaymentClaim(paid, person, 202504), Sample.PaymentClaim(carried, person, 202503));
        (now.State, before.State) = (ClaimState.Paid, ClaimState.Unpaid);
        return [period, run, list, paid, carried, now, before];
    }

    private static object[] Ways(string commune, Guid person)
    {
        var at = new DateTime(2025, 5, 2, 1, 0, 0, DateTimeKind.Utc);
        return
        [
            new MethodChange
            {
                Id = Guid.NewGuid(), TenantPath = commune, BeneficiaryId = person, From = PayMethod.CashPoint, To = PayMethod.Bank, AccountNumber = "0123456789", Bank = "Ngân hàng Nông nghiệp và Phát triển nông thôn, chi nhánh Hậu Lộc", AccountHolder = "Nguyễn Văn Thủy",
                FromMonth = 202506, RequestedBy = "Ông Nguyễn Văn Thủy, đơn ngày 02/05/2025", RequestedOn = new(2025, 5, 2), RecordedById = Guid.NewGuid(), RecordedByName = "Lê Thị Lan", RecordedAt = at,
            },
            new ReceivingAccount { Id = Guid.NewGuid(), TenantPath = commune, BeneficiaryId = person, AccountNumber = "0123456789", Bank = "Ngân hàng Nông nghiệp và Phát triển nông thôn, chi nhánh Hậu Lộc", Holder = "Nguyễn Văn Thủy", State = AccountState.NameDiffers, HolderAtBank = "NGUYEN VAN KHAC", CheckedAt = at, Answer = "", RecordedAt = at },
            Proxy(commune, person, "Nguyễn Văn Con", new(2024, 6, 1), new(2025, 5, 31), at),
            Proxy(commune, person, "Nguyễn Thị Cháu", new(2025, 6, 1), new(2026, 5, 31), null),
        ];
    }

    private static ProxyAuthorisation Proxy(string commune, Guid person, string name, DateOnly from, DateOnly to, DateTime? confirmed) => new()
    {
        Id = Guid.NewGuid(), TenantPath = commune, BeneficiaryId = person, ProxyName = name, ProxyNumber = "038090000011", Relation = "con", Related = true, CertificateNumber = "15/CT", CertifiedOn = from, CertifiedBy = "UBND xã Hoa Lộc",
        From = from, To = to, RecordedById = Guid.NewGuid(), RecordedByName = "Lê Thị Lan", RecordedAt = new DateTime(2025, 5, 2, 1, 0, 0, DateTimeKind.Utc), ConfirmedAt = confirmed, ConfirmedByName = confirmed is null ? "" : "Trần Văn Toán",
    };
}
