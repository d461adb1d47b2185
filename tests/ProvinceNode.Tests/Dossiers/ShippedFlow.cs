using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Eligibility;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The flow's context from the shipped tables, without a database: Xã Hoa Lộc in three tiers and in two.</summary>
internal static class ShippedFlow
{
    private static readonly ILookup<string, string> Permissions =
        ReferenceTable.Read("role-actions").Rows.ToLookup(r => r["role"], r => r["action"], StringComparer.Ordinal);

    public static DateOnly Pilot { get; } = new(2022, 10, 5);

    public static DateOnly TwoTier { get; } = new(2026, 11, 16);

    public static TenantPath CommuneOn(DateOnly day) => TenantPath.Parse(day < new DateOnly(2025, 7, 1) ? "38.400.16063" : "38.16072");

    public static AuthorityMap Authorities { get; } = new([.. RuleSeed.Authority()]);

    public static FlowContext On(DateOnly day) => new(
        Authorities, new WorkingCalendar(RuleSeed.DaysOff()), [.. RuleSeed.Steps()], Law.Book,
        new[] { Office("38", UnitLevel.Province, "Tỉnh Thanh Hóa"), Office("38.400", UnitLevel.District, "Huyện Hậu Lộc"), Office("38.400.16063", UnitLevel.Commune, "Xã Hoa Lộc"), Office("38.16072", UnitLevel.Commune, "Xã Hoa Lộc") }
            .ToDictionary(o => o.TenantPath, StringComparer.Ordinal),
        VietnamTime.Utc(day.ToDateTime(new TimeOnly(8, 30))), day);

    public static Dossier Dossier(
        DateOnly day, DossierStatus status = DossierStatus.AwaitingReception, string procedure = Procedures.MonthlyAssistance, RequestKind kind = RequestKind.Grant) => new()
    {
        Id = Guid.NewGuid(), Code = "H56.12.03-221005-0001", TenantPath = CommuneOn(day).Value, ProcedureCode = procedure, Kind = kind, Channel = 2,
        Status = status, Requests = [TestSupport.Sample.Request(Guid.Empty, CommuneOn(day).Value)], SubmissionKey = "k", SubmittedAt = new DateTime(2022, 10, 5, 1, 0, 0, DateTimeKind.Utc), Identity = new IdentityCheck(),
        Owner = new PersonData
        {
            FullName = "Nguyễn Văn Thủy", BirthDate = "1982-03-15", Sex = 1, CitizenId = "038082000102", Village = "Thôn Hoa Trung", CommuneName = "Xã Hoa Lộc", Phone = "0912345678",
        },
        Applicant = new ApplicantData { IsOwner = true, FullName = "Nguyễn Văn Thủy", CitizenId = "038082000102" },
    };

    public static SignedInOfficial Official(string role, string office, IEnumerable<string>? actions = null) => new(
        Guid.NewGuid(), role, "Lê Thị Hoa", Roles.Names[role], TenantPath.Parse(office), UnitLevel.Commune,
        new HashSet<string> { role }, (actions ?? Permissions[role]).ToHashSet());

    private static Office Office(string path, UnitLevel level, string name) => new()
    {
        Id = Guid.NewGuid(), TenantPath = path, Level = level, UnitName = name, Identifier = "H56", ValidFrom = new DateOnly(2021, 7, 1),
    };
}
