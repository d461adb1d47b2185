using NationalHub.Reporting.OData;

namespace NationalHub.Reporting;

/// <summary>What leaves the hub over OData of payments.</summary>
internal static class PublishedPayments
{
    public static void Lists(EntitySetDefinition<PaymentList> set) => set.Describe("Danh sách chi trả").Replicated()
        .Key(l => l.ProvinceCode, "Mã tỉnh").Key(l => l.Id, "Mã bản ghi")
        .Property(l => l.Month, "Tháng chi trả, yyyyMM").Property(l => l.Type, "Loại: Regular (thường xuyên), SocialPension (hưu trí xã hội), Funeral (mai táng), Supplementary (bổ sung)")
        .Property(l => l.Method, "Hình thức: CashPoint (tiền mặt tại điểm), CashHome (tiền mặt tại nhà), Bank (tài khoản ngân hàng), Epay (tài khoản an sinh xã hội trên VNeID)").Property(l => l.Sequence, "Lần lập")
        .Property(l => l.CommuneCode, "Mã xã").Property(l => l.CommuneName, "Tên xã").Property(l => l.HolderCode, "Mã đơn vị giữ kinh phí")
        .Property(l => l.Status, "Tình trạng: Draft (dự thảo), Approved (đã duyệt), Sending (đang gửi), Unknown (chưa rõ đã nhận), Sent (đã gửi), Settled (đủ kết quả), Discarded (đã hủy)").Property(l => l.Hash, "Mã băm SHA-256 của danh sách đã duyệt")
        .Property(l => l.Lines, "Số dòng").Property(l => l.People, "Số đối tượng").Property(l => l.Monthly, "Trợ cấp tháng, đồng").Property(l => l.Care, "Kinh phí chăm sóc, đồng").Property(l => l.Arrears, "Truy lĩnh, đồng")
        .Property(l => l.Recovery, "Truy thu, đồng").Property(l => l.Carried, "Kỳ trước chuyển sang, đồng").Property(l => l.OneOff, "Chi một lần, đồng").Property(l => l.Total, "Tổng số tiền, đồng")
        .Property(l => l.ApprovedAt, "Duyệt lúc").Property(l => l.SentAt, "Gửi đơn vị chi trả lúc").Property(l => l.SettledAt, "Đủ kết quả lúc")
        .Property(l => l.PaidLines, "Số dòng đã chi").Property(l => l.Paid, "Đã chi, đồng").Property(l => l.UnpaidLines, "Số dòng chưa nhận").Property(l => l.Unpaid, "Chưa nhận, đồng")
        .Property(l => l.ReturnedLines, "Số dòng hoàn trả").Property(l => l.Returned, "Hoàn trả, đồng").Property(l => l.FailedLines, "Số dòng chuyển khoản lỗi").Property(l => l.Failed, "Chuyển khoản lỗi, đồng")
        .Property(l => l.OpenLines, "Số dòng chưa có kết quả").Property(l => l.Open, "Chưa có kết quả, đồng")
        .Property(l => l.RecordedAt, "Tỉnh ghi nhận lúc").Property(l => l.ReceivedAt, "Trục nhận lúc").Property(l => l.Version, "Phiên bản")
        // Results are not summed: one unpaid line of a large list is one person. Who publishes asks PaymentLines for them, where each line is one.
        .OfGroups(AnalystRoles.Exposure, l => l.People, "ProvinceCode", "CommuneCode", "CommuneName", "HolderCode", "Month", "Type", "Method", "Status")
        .Summed(People.SmallestCell, "Lines", "People").Summed(AnalystRoles.MonthlyStep, "Monthly", "Care").Summed(AnalystRoles.OnceStep, "Arrears", "Recovery", "Carried", "OneOff", "Total");

    public static void Lines(EntitySetDefinition<PaymentLine> set) => set.Describe("Dòng chi trả đã có kết quả").Replicated()
        .One("Beneficiary", "Beneficiaries", "Đối tượng", l => l.ProvinceCode, l => l.BeneficiaryId).One("List", "PaymentLists", "Danh sách", l => l.ProvinceCode, l => l.ListId)
        .Key(l => l.ProvinceCode, "Mã tỉnh").Key(l => l.Id, "Mã bản ghi")
        .Property(l => l.ListId, "Mã bản ghi danh sách").Property(l => l.Month, "Tháng chi trả, yyyyMM").Property(l => l.Type, "Loại danh sách").Property(l => l.Method, "Hình thức chi trả").Property(l => l.CommuneCode, "Mã xã")
        .Property(l => l.BeneficiaryId, "Mã bản ghi đối tượng").Property(l => l.People, "Số đối tượng của dòng").Property(l => l.Monthly, "Trợ cấp tháng, đồng").Property(l => l.Care, "Kinh phí chăm sóc, đồng")
        .Property(l => l.Arrears, "Truy lĩnh, đồng").Property(l => l.Recovery, "Truy thu, đồng").Property(l => l.Carried, "Kỳ trước chuyển sang, đồng").Property(l => l.OneOff, "Chi một lần, đồng").Property(l => l.Total, "Tổng số tiền, đồng")
        .Property(l => l.Outcome, "Kết quả: Paid (đã chi), Unpaid (chưa nhận), Returned (hoàn trả), Failed (chuyển khoản lỗi), Open (mở lại do đính chính)").Property(l => l.PaidOn, "Ngày chi trả").Property(l => l.ReasonCode, "Lý do chưa chi, R01–R09")
        .Property(l => l.ResultVersion, "Lần báo kết quả").Property(l => l.Claims, "Các khoản của dòng (JSON)")
        .Property(l => l.RecordedAt, "Tỉnh ghi nhận lúc").Property(l => l.ReceivedAt, "Trục nhận lúc").Property(l => l.Version, "Phiên bản")
        .OfPeople(AnalystRoles.Exposure, l => l.BeneficiaryId, "ProvinceCode", "CommuneCode", "Month", "Type", "Method", "Outcome", "ReasonCode")
        .Summed(People.SmallestCell, "People").Summed(AnalystRoles.MonthlyStep, "Monthly", "Care").Summed(AnalystRoles.OnceStep, "Arrears", "Recovery", "Carried", "OneOff", "Total");
}
