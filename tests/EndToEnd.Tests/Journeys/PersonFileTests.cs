using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>The file of a person on a screen and on a phone: drawing, table, both dates, the forms that edit it, and what the second editor sees.</summary>
public sealed class PersonFileTests
{
    [Fact]
    public async Task PersonFile_OnScreenAndPhone_FitsAndIsAccessible()
    {
        await using var node = await OneNode.StartAsync("2026-11-23");
        var id = await PersonAsync(node);
        var officer = await node.AsAsync(Roles.SocialOfficer);

        foreach (var path in new[] { "", "?ngay=2024-02-01&biet=2026-11-23&nguon=1", "?biet=2020-01-01", "/sua", "/nguoi-lien-quan", "/nguoi-lien-quan?viec=them-nguoi", "/nguoi-lien-quan?viec=ket-thuc", "/nguoi-lien-quan?viec=ho-ngheo", "/nguoi-lien-quan?viec=vao-co-so", "/ho-gia-dinh", "/ho-gia-dinh?viec=vao", "/hien-so" })
        {
            await officer.GoAsync($"/doi-tuong/{id}{path}");
            await officer.NarrowAsync();
        }

        await officer.FillAsync("Reason", "Đối chiếu căn cước");
        await officer.PressAsync("Hiện số");
        Assert.Contains("038082000102", await officer.TextAsync(), StringComparison.Ordinal);
        await officer.NarrowAsync();
    }

    [Fact]
    public async Task SecondEditor_InTheBrowser_SeesWhatChangedBesideWhatHeTyped()
    {
        await using var node = await OneNode.StartAsync("2026-11-23");
        var id = await PersonAsync(node);
        var (first, second) = (await node.AsAsync(Roles.SocialOfficer), await node.AsAsync(Roles.Appraiser));
        await second.GoAsync($"/doi-tuong/{id}/sua");
        await second.FillAsync("Values[Phone]", "0987654321");
        await second.FillAsync("Reason", "Theo đơn của gia đình");
        await first.GoAsync($"/doi-tuong/{id}/sua");
        await first.FillAsync("Values[Phone]", "0912345678");
        await first.FillAsync("Reason", "Gọi điện xác minh");
        await first.PressAsync("Lưu");

        await second.PressAsync("Lưu");

        Assert.Contains("0912345678", await second.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("0987654321", await second.Page.Locator("[name='Values[Phone]']").InputValueAsync());
        await second.NarrowAsync();
        await second.PressAsync("Lưu");
        Assert.Contains("Đã sửa: điện thoại", await second.TextAsync(), StringComparison.Ordinal);
    }

    // Two levels, a suspension in between, a carer, a guardian of earlier, three years of poverty, a stay, a household.
    private static async Task<Guid> PersonAsync(OneNode node)
    {
        var (id, path, at) = (Guid.CreateVersion7(), node.Commune, new VietnamTime(node.Host.Clock).UtcNow);
        await node.Host.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WaitForTurnAsync(default);
            var receiver = new Receiver("Nguyễn Văn Thủy", "038082000102", "");
            var facts = new PersonFacts(receiver.Name, "1982-03-15", 1, "06", receiver.Number, "", TenantPath.Parse(path).UnitCode, "Thôn Hoa Trung", "0911222333", "Matched");
            AwardRow Row(long level, long monthly, int from, int? until) => new(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(level), new Dong(monthly), new PayMonth(from), receiver, until is { } end ? new PayMonth(end) : null);
            var input = new GrantInput(TenantPath.Parse(path), facts, [Row(360_000, 540_000, 202107, 202406), Row(500_000, 750_000, 202407, 202608), Row(540_000, 810_000, 202609, null)], Guid.NewGuid());
            var person = await Grant.HandleAsync(db, input, at, default);
            id = person.Id;
            person.Needs = "Cần người hỗ trợ đi lại, tắm rửa hằng ngày";
            person.AssistiveDevice = "Xe lăn";
            db.AddRange(
                new PersonLink { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Role = LinkRole.Carer, FullName = "Công Tằng Tôn Nữ Thị Phương Thảo", Number = "038160000111", Relation = "mẹ", From = new(2021, 7, 1) },
                new PersonLink { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Role = LinkRole.Guardian, FullName = "Lê Văn Cũ", From = new(2015, 1, 1), To = new(2020, 12, 31) },
                new InstitutionStay { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Institution = "Trung tâm Bảo trợ xã hội tỉnh Thanh Hóa", DecisionNumber = "12/QĐ-CSTGXH", From = new(2019, 3, 1), To = new(2020, 4, 30) });
            db.AddRange(new[] { (2024, PovertyStatus.Poor), (2025, PovertyStatus.NearPoor), (2026, PovertyStatus.None) }.Select(y => new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Year = y.Item1, Status = y.Item2, DecisionNumber = "45/QĐ-UBND" }));
            await Households.KeepAsync(db, new HouseholdFacts(path, facts.CommuneCode, facts.Village, "HN-0071"), new MemberFacts("Nguyễn Văn Chủ", "038055000777"), [new MemberFacts(facts.FullName, facts.CitizenId, facts.BirthDate, 1, "con") { BeneficiaryId = id, CertificateNumber = "38.380.14758.000001" }], null, default);
            await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, at), default);
            await transaction.CommitAsync();
            return 0;
        });
        return id;
    }
}
