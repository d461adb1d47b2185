using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Provinces.Trials;
using NationalHub.Reporting.Indicators;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>What leaves the hub over OData. A column that is not named here does not exist for the outside.</summary>
internal static class PublishedModel
{
    /// <summary>Read by the ministry instead of a category that law keeps confidential (policy: HIV, groups 3 and 8 of Decree 20, Article 5).</summary>
    public const string NeutralCategory = "KHAC";

    public static ODataModel Build() => new ODataModelBuilder("BaoTroXaHoi")
        .Set<Beneficiary>("Beneficiaries", Beneficiaries)
        .Set<Entitlement>("Entitlements", Entitlements)
        .Set<Decision>("Decisions", Decisions)
        .Set<Dossier>("Dossiers", Dossiers)
        .Set<Household>("Households", Households)
        .Set<DisabilityCertificate>("DisabilityCertificates", Certificates)
        .Set<LifeEvent>("LifeEvents", Events)
        .Set<PaymentList>("PaymentLists", PublishedPayments.Lists)
        .Set<PaymentLine>("PaymentLines", PublishedPayments.Lines)
        .Set<Indicator>("Indicators", PublishedIndicators.Set)
        .Set<PublishedProvince>("Provinces", set => set.Describe("Các tỉnh đã đăng ký").Typed("Province").From((db, _) => PublishedProvince.Of((HubDb)db))
            .Key(p => p.Code, "Mã tỉnh").Property(p => p.Name, "Tên").Property(p => p.Stage, "Giai đoạn: Invited (đã mời), Testing (chạy thử), Pilot (thí điểm), Live (chính thức)").Property(p => p.Identifier, "Mã định danh")
            .Property(p => p.IsReal, "Chạy với người và tiền thật; false: đang thử, bản ghi là số liệu mẫu"))
        .Set<AdministrativeUnit>("Units", Units)
        .Weigh((http, set, provinces, cancellation) => http.RequestServices.GetRequiredService<SetSizes>().RowsAsync(set, provinces, cancellation))
        .AsOf((http, day, cancellation) => http.RequestServices.GetRequiredService<AsOfSource>()(http, day, cancellation))
        .Lost((http, provinces, cancellation) => TrialRemoval.Ends(http.RequestServices.GetRequiredService<HubDb>(), provinces).FirstOrDefaultAsync(cancellation))
        .Count((http, rows) => http.RequestServices.GetRequiredService<RowCounter>().Add(rows))
        .Annotate((http, cancellation) => http.RequestServices.GetRequiredService<Freshness>().AnnotationsAsync(cancellation))
        .Build();

    /// <summary>Every replicated set: where its province leads, that sums are of real provinces, and how it is followed. A tombstone is a row that is gone.</summary>
    internal static EntitySetDefinition<T> Replicated<T>(this EntitySetDefinition<T> set)
        where T : Replica => set
        .One("Province", "Provinces", "Tỉnh", r => r.ProvinceCode)
        .Usually("Province", OfRealProvinces<T>)
        .Changes(r => r.ReceivedAt, r => r.Deleted, db => db.Set<T>().IgnoreQueryFilters(["erased"]).AsNoTracking());

    private static Expression<Func<T, bool>> OfRealProvinces<T>(DbContext db)
        where T : Replica
    {
        var real = RealProvinces.Query((HubDb)db);
        return r => real.Contains(r.ProvinceCode);
    }

    private static void Beneficiaries(EntitySetDefinition<Beneficiary> set) => set.Describe("Đối tượng bảo trợ xã hội").Replicated()
        .Key(b => b.ProvinceCode, "Mã tỉnh").Key(b => b.Id, "Mã bản ghi")
        .Property(b => b.Code, "Mã đối tượng").Property(b => b.FullName, "Họ và tên")
        .Property(b => b.BirthDate, "Ngày sinh (năm, năm-tháng hoặc năm-tháng-ngày)").Property(b => b.BirthYear, "Năm sinh").Property(b => b.Sex, "Giới tính: 1 nam, 2 nữ, 0 không rõ hoặc không công bố")
        .Property(b => b.EthnicCode, "Mã dân tộc").Property(b => b.CommuneCode, "Mã xã").Property(b => b.CommuneName, "Tên xã").Property(b => b.Village, "Thôn, tổ dân phố")
        .Property(b => b.CategoryCode, "Nhóm đối tượng (KHAC: nhóm luật bảo mật)").Property(b => b.MonthlyAmount, "Mức hưởng hàng tháng, đồng")
        .Property(b => b.CoefficientHundredths, "Hệ số nhân 100").Property(b => b.StartMonth, "Tháng bắt đầu hưởng, yyyyMM").Property(b => b.Status, "Trạng thái")
        .Property(b => b.IdentityStatus, "Kết quả xác thực dân cư").Property(b => b.CitizenIdMasked, "Số định danh đã che")
        .Property(b => b.ResidentSince, "Cư trú từ ngày").Property(b => b.Needs, "Nhu cầu").Property(b => b.AssistiveDevice, "Dụng cụ trợ giúp cần có").Property(b => b.OtherSupport, "Hỗ trợ khác").Property(b => b.DiedOn, "Chết ngày, theo quyết định đã ký").Property(b => b.MergedIntoId, "Đã gộp vào bản ghi (rỗng: bản ghi riêng)").Derived("IsMerged", b => b.MergedIntoId != "", "Đã gộp vào bản ghi khác: đếm người thì lọc IsMerged eq false")
        .Property(b => b.GuardianName, "Người giám hộ").Property(b => b.GuardianNumberMasked, "Số định danh người giám hộ, đã che").Property(b => b.GuardianRelation, "Quan hệ của người giám hộ")
        .Property(b => b.CarerName, "Người nhận chăm sóc, nuôi dưỡng").Property(b => b.CarerNumberMasked, "Số định danh người nhận chăm sóc, đã che").Property(b => b.CarerRelation, "Quan hệ của người nhận chăm sóc")
        .Property(b => b.PovertyYear, "Năm xét hộ nghèo gần nhất").Property(b => b.PovertyStatus, "Diện: None, NearPoor (cận nghèo), Poor (nghèo)")
        .Property(b => b.Institution, "Cơ sở trợ giúp xã hội đang ở").Property(b => b.InstitutionDecision, "Quyết định tiếp nhận vào cơ sở").Property(b => b.InstitutionFrom, "Vào cơ sở từ ngày")
        .Property(b => b.Links, "Người giám hộ, chăm sóc, phụng dưỡng (JSON, số đã che)").Property(b => b.PovertyYears, "Hộ nghèo theo năm (JSON)").Property(b => b.Stays, "Các lần ở cơ sở (JSON)")
        .Property(b => b.TenantPath, "Đơn vị quản lý").Property(b => b.RecordedAt, "Tỉnh ghi nhận lúc").Property(b => b.ReceivedAt, "Trục nhận lúc")
        .Property(b => b.Epoch, "Kỷ nguyên").Property(b => b.Version, "Phiên bản")
        .SearchOn(b => b.FoldedName, VietnameseText.Fold)
        .OfPeople(AnalystRoles.Exposure, null, "ProvinceCode", "CommuneCode", "CommuneName", "CategoryCode", "Status", "Sex", "EthnicCode", "StartMonth", "PovertyYear", "PovertyStatus", "MonthlyAmount", "CoefficientHundredths", "IsMerged")
        .Summed(AnalystRoles.MonthlyStep, "MonthlyAmount")
        // Whoever belongs to a confidential group, or ever did, is named to nobody (Decree 20/2021 Art. 8(1)(b)): assistance that ended leads to his record as well.
        .Nameless(b => b.Apart || b.CategoryCode == NeutralCategory, nameof(Beneficiary.FullName), nameof(Beneficiary.Code), nameof(Beneficiary.BirthDate), nameof(Beneficiary.Village), nameof(Beneficiary.CitizenIdMasked),
            nameof(Beneficiary.GuardianName), nameof(Beneficiary.GuardianNumberMasked), nameof(Beneficiary.CarerName), nameof(Beneficiary.CarerNumberMasked), nameof(Beneficiary.Links), nameof(Beneficiary.Stays), nameof(Beneficiary.InstitutionDecision),
            // Nor told apart by what is known of him elsewhere: who holds a certificate, was born in a year, died on a day. Commune, money and months stay, for sums are made of them.
            nameof(Beneficiary.BirthYear), nameof(Beneficiary.Sex), nameof(Beneficiary.EthnicCode), nameof(Beneficiary.ResidentSince), nameof(Beneficiary.Needs), nameof(Beneficiary.AssistiveDevice), nameof(Beneficiary.OtherSupport),
            nameof(Beneficiary.DiedOn), nameof(Beneficiary.GuardianRelation), nameof(Beneficiary.CarerRelation), nameof(Beneficiary.PovertyYear), nameof(Beneficiary.PovertyStatus), nameof(Beneficiary.PovertyYears),
            nameof(Beneficiary.Institution), nameof(Beneficiary.InstitutionFrom));

    /// <summary>Codes of dossiers are in capitals; who seeks one need not be.</summary>
    private static string Upper(string word) => word.ToUpperInvariant();

    private static void Units(EntitySetDefinition<AdministrativeUnit> set) => set.Describe("Đơn vị hành chính").Typed("Unit")
        .Key(u => u.Code, "Mã đơn vị").Key(u => u.Regime, "Mô hình: 3T (ba cấp, đến 30/06/2025), 2T (hai cấp, từ 01/07/2025)")
        .Property(u => u.Name, "Tên").Property(u => u.Level, "Cấp: province (tỉnh), district (huyện), commune (xã)").Property(u => u.ParentCode, "Mã đơn vị trên một cấp")
        .Property(u => u.ProvinceCode, "Mã tỉnh lúc đó").Property(u => u.ProvinceCodeNow, "Mã tỉnh hiện nay").Property(u => u.From, "Từ ngày (rỗng: không rõ)").Property(u => u.Until, "Đến hết ngày (rỗng: chưa kết thúc)")
        .SearchOn(u => u.FoldedName, VietnameseText.Fold).Prepared(UnitRows.EnsureAsync);

    private static void Entitlements(EntitySetDefinition<Entitlement> set) => set.Describe("Chế độ đang hưởng").Replicated()
        .One("Beneficiary", "Beneficiaries", "Đối tượng", e => e.ProvinceCode, e => e.BeneficiaryId).One("Decision", "Decisions", "Quyết định", e => e.ProvinceCode, e => e.DecisionId)
        .Key(e => e.ProvinceCode, "Mã tỉnh").Key(e => e.Id, "Mã bản ghi")
        .Property(e => e.BeneficiaryId, "Mã bản ghi đối tượng").Property(e => e.CategoryCode, "Nhóm đối tượng").Property(e => e.CoefficientHundredths, "Hệ số nhân 100")
        .Property(e => e.MonthlyAmount, "Mức hưởng hàng tháng, đồng").Property(e => e.StartMonth, "Từ tháng, yyyyMM").Property(e => e.EndMonth, "Đến tháng, yyyyMM; 0 là đang hưởng")
        .Property(e => e.DecisionId, "Mã bản ghi quyết định").Property(e => e.Status, "Trạng thái").Property(e => e.CommuneCode, "Mã đơn vị")
        .Property(e => e.Kind, "Loại: Assistance (trợ cấp), Care (chăm sóc), SocialPension (hưu trí xã hội), Institution (tại cơ sở)").Property(e => e.Times, "Số lần nhân (số con của nhóm 4)")
        .Property(e => e.Level, "Mức chuẩn, đồng").Property(e => e.ReceiverRelation, "Quan hệ của người nhận thay").Property(e => e.PreviousId, "Mã bản ghi chế độ trước").Property(e => e.Withheld, "Tạm dừng không truy lĩnh")
        .Property(e => e.EndDecisionId, "Mã bản ghi quyết định làm kết thúc (rỗng: chưa kết thúc)").Property(e => e.EndReason, "Lý do kết thúc: mã T1–T5, C1–C4, S1–S3 hoặc bằng lời")
        .Property(e => e.RecordedAt, "Tỉnh ghi nhận lúc").Property(e => e.ReceivedAt, "Trục nhận lúc").Property(e => e.Epoch, "Kỷ nguyên").Property(e => e.Version, "Phiên bản")
        .OfPeople(AnalystRoles.Exposure, e => e.BeneficiaryId, "ProvinceCode", "CommuneCode", "CategoryCode", "Status", "Kind", "StartMonth", "EndMonth", "MonthlyAmount", "CoefficientHundredths", "Level", "Times", "Withheld")
        .Summed(AnalystRoles.MonthlyStep, "MonthlyAmount");

    private static void Decisions(EntitySetDefinition<Decision> set) => set.Describe("Quyết định").Replicated()
        .Key(d => d.ProvinceCode, "Mã tỉnh").Key(d => d.Id, "Mã bản ghi")
        .Property(d => d.Number, "Số").Property(d => d.SignedOn, "Ngày ký").Property(d => d.Kind, "Loại").Property(d => d.IssuingOffice, "Cơ quan ban hành")
        .Property(d => d.IssuingOfficeCode, "Mã cơ quan").Property(d => d.DossierCode, "Mã hồ sơ").Property(d => d.SignerName, "Người ký")
        .Property(d => d.RecordedAt, "Tỉnh ghi nhận lúc").Property(d => d.ReceivedAt, "Trục nhận lúc").Property(d => d.Version, "Phiên bản")
        .SearchOn(d => d.Number).SearchOn(d => d.DossierCode, Upper)
        // Since there are two tiers most are of one person of one commune.
        .OfPeople(AnalystRoles.Exposure, null, "ProvinceCode", "Kind", "IssuingOfficeCode");

    private static void Dossiers(EntitySetDefinition<Dossier> set) => set.Describe("Hồ sơ").Replicated()
        .Key(d => d.ProvinceCode, "Mã tỉnh").Key(d => d.Id, "Mã bản ghi")
        .Property(d => d.Code, "Mã hồ sơ").Property(d => d.ProcedureCode, "Mã thủ tục").Property(d => d.ProcedureName, "Tên thủ tục").Property(d => d.Status, "Trạng thái tại tỉnh")
        .Property(d => d.PortalStatus, "Trạng thái Cổng Dịch vụ công, 1 đến 10").Property(d => d.CommuneCode, "Mã xã").Property(d => d.OfficeName, "Nơi tiếp nhận")
        .Property(d => d.Channel, "Hình thức nộp: 1 trực tiếp, 2 trực tuyến, 3 bưu chính").Property(d => d.SubmittedAt, "Nộp lúc").Property(d => d.AcceptedAt, "Tiếp nhận lúc")
        .Property(d => d.DueOn, "Hẹn trả").Property(d => d.FinishedAt, "Có kết quả lúc").Property(d => d.ReturnedAt, "Trả kết quả lúc")
        .Property(d => d.RecordedAt, "Tỉnh ghi nhận lúc").Property(d => d.ReceivedAt, "Trục nhận lúc").Property(d => d.Version, "Phiên bản")
        .SearchOn(d => d.Code, Upper)
        .OfPeople(AnalystRoles.Exposure, null, "ProvinceCode", "CommuneCode", "ProcedureCode", "ProcedureName", "Status", "PortalStatus", "Channel");

    private static void Households(EntitySetDefinition<Household> set) => set.Describe("Hộ gia đình có đối tượng").Replicated()
        .Key(h => h.ProvinceCode, "Mã tỉnh").Key(h => h.Id, "Mã bản ghi")
        .Property(h => h.Code, "Mã hộ").Property(h => h.HeadName, "Chủ hộ").Property(h => h.CommuneCode, "Mã xã").Property(h => h.CommuneName, "Tên xã").Property(h => h.Village, "Thôn, tổ dân phố")
        .Property(h => h.MemberCount, "Số người trong hộ").Property(h => h.DisabledCount, "Số người khuyết tật trong hộ").Property(h => h.Members, "Thành viên (JSON, số đã che; chỉ vai kiểm tra đọc được)", AnalystRoles.AuditorsOnly)
        .Property(h => h.RecordedAt, "Tỉnh ghi nhận lúc").Property(h => h.ReceivedAt, "Trục nhận lúc").Property(h => h.Version, "Phiên bản")
        .SearchOn(h => h.FoldedName, VietnameseText.Fold)
        .OfPeople(AnalystRoles.Exposure, null, "ProvinceCode", "CommuneCode", "CommuneName", "MemberCount", "DisabledCount")
        .Summed(AnalystRoles.MembersStep, "MemberCount").Summed(AnalystRoles.DisabledStep, "DisabledCount");

    private static void Certificates(EntitySetDefinition<DisabilityCertificate> set) => set.Describe("Giấy xác nhận khuyết tật").Replicated()
        .Key(c => c.ProvinceCode, "Mã tỉnh").Key(c => c.Id, "Mã bản ghi")
        .Property(c => c.Number, "Số giấy").Property(c => c.FullName, "Họ và tên").Property(c => c.BirthDate, "Ngày sinh (năm, năm-tháng hoặc năm-tháng-ngày)").Property(c => c.BirthYear, "Năm sinh")
        .Property(c => c.Sex, "Giới tính: 1 nam, 2 nữ").Property(c => c.CitizenIdMasked, "Số định danh đã che").Property(c => c.CommuneCode, "Mã xã")
        .Property(c => c.Types, "Dạng khuyết tật, 1 đến 6").Property(c => c.Degree, "Mức độ: Mild (nhẹ), Severe (nặng), ExtremelySevere (đặc biệt nặng)")
        .Property(c => c.IssuedOn, "Ngày cấp").Property(c => c.IssuerName, "Cơ quan cấp").Property(c => c.SignerName, "Người ký").Property(c => c.ValidTo, "Có giá trị đến ngày")
        .Property(c => c.State, "Tình trạng: Active, Replaced (đã thay), Withdrawn (đã thu hồi)")
        .Property(c => c.RecordedAt, "Tỉnh ghi nhận lúc").Property(c => c.ReceivedAt, "Trục nhận lúc").Property(c => c.Version, "Phiên bản")
        .SearchOn(c => c.FoldedName, VietnameseText.Fold)
        .OfPeople(AnalystRoles.Exposure, null, "ProvinceCode", "CommuneCode", "Sex", "Types", "Degree", "State");

    private static void Events(EntitySetDefinition<LifeEvent> set) => set.Describe("Biến động của đối tượng").Replicated()
        .One("Beneficiary", "Beneficiaries", "Đối tượng", e => e.ProvinceCode, e => e.BeneficiaryId).One("Dossier", "Dossiers", "Hồ sơ giải quyết", e => e.ProvinceCode, e => e.DossierId)
        .Key(e => e.ProvinceCode, "Mã tỉnh").Key(e => e.Id, "Mã bản ghi")
        .Property(e => e.BeneficiaryId, "Mã bản ghi đối tượng").Property(e => e.CommuneCode, "Mã xã")
        .Property(e => e.Kind, "Loại: Death (chết), Missing (mất tích), Detained (tạm giam), Imprisoned (chấp hành án), RefusesMoney (từ chối nhận), RefusesReview (từ chối xác định lại), StudyEnded (thôi học), DegreeChanged (đổi mức độ khuyết tật), CarerDied, CarerUnfit, CarerSanctioned (người chăm sóc chết, không đủ điều kiện, bị xử lý), ChildLeft (con của người đơn thân thôi học, chết), PovertyChanged (đổi diện nghèo), NotCollected (03 tháng không nhận), ReceivesElsewhere (đang hưởng ở tỉnh khác), ReasonGone (hết lý do tạm dừng), ReportWrong (tin sai)")
        .Property(e => e.HappenedOn, "Ngày xảy ra").Property(e => e.Source, "Nguồn tin").Property(e => e.Reference, "Số giấy tờ, mã trả lời").Property(e => e.Value, "Mức độ, diện mới")
        .Property(e => e.State, "Tình trạng: Reported (chờ xác minh), InDossier (đang giải quyết), Decided (đã quyết định), Refuted (bác bỏ), Undone (đã hủy bỏ quyết định), Noted (chỉ ghi nhận)")
        .Property(e => e.DossierId, "Mã bản ghi hồ sơ giải quyết").Property(e => e.SettledAt, "Kết thúc lúc")
        .Property(e => e.HoldFrom, "Tạm giữ chi trả từ tháng, yyyyMM; 0 là không giữ").Property(e => e.HoldLast, "Đến tháng, yyyyMM; 0 là đang giữ").Property(e => e.HoldLiftedAt, "Bỏ tạm giữ lúc").Property(e => e.Holds, "Các lần tạm giữ (JSON)")
        .Property(e => e.RecordedAt, "Tỉnh ghi nhận lúc").Property(e => e.ReceivedAt, "Trục nhận lúc").Property(e => e.Version, "Phiên bản")
        .OfPeople(AnalystRoles.Exposure, e => e.BeneficiaryId, "ProvinceCode", "CommuneCode", "Kind", "Source", "State", "HoldFrom", "HoldLast")
        // The day somebody died and the number of the paper that says so are known elsewhere too.
        .Nameless(OfApart, nameof(LifeEvent.HappenedOn), nameof(LifeEvent.Reference), nameof(LifeEvent.Value), nameof(LifeEvent.SettledAt), nameof(LifeEvent.HoldLiftedAt), nameof(LifeEvent.Holds));

    private static Expression<Func<LifeEvent, bool>> OfApart(DbContext db)
    {
        var apart = ((HubDb)db).Beneficiaries.Where(b => b.Apart || b.CategoryCode == NeutralCategory);
        return e => apart.Any(b => b.ProvinceCode == e.ProvinceCode && b.Id == e.BeneficiaryId);
    }
}
