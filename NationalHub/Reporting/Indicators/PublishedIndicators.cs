using NationalHub.Reporting.OData;

namespace NationalHub.Reporting.Indicators;

/// <summary>What leaves the hub over OData of figures.</summary>
internal static class PublishedIndicators
{
    public static void Set(EntitySetDefinition<Indicator> set) => set.Describe("Chỉ tiêu theo tháng và tỉnh (mã tỉnh 00: cả nước, chỉ gồm các tỉnh chạy thật; tỉnh đang thử có dòng riêng, Province/IsReal eq false). Con số từ 1 đến 4 người, số tiền của họ, và con số có thể suy ra chúng, để trống").OfToday()
        .One("Province", "Provinces", "Tỉnh; rỗng ở dòng cả nước", i => i.ProvinceCode)
        .Key(i => i.Month, "Tháng, yyyyMM").Key(i => i.ProvinceCode, "Mã tỉnh; 00: các tỉnh chạy thật của cả nước")
        .Key(i => i.Code, "Chỉ tiêu: PEOPLE (người hưởng), MONEY (phải chi, đồng), BEGAN (tăng), ENDED (giảm), LISTED (theo danh sách đã duyệt, đồng), PAID (đã chi, đồng), NOT_PAID (chưa nhận, hoàn trả, lỗi, đồng), OPEN (chưa có kết quả, đồng), CASHLESS (đã chi không dùng tiền mặt, đồng, trên tổng đã chi), RECEIVED (hồ sơ tiếp nhận), ON_TIME (hồ sơ xong đúng hạn, trên tổng hồ sơ xong)")
        .Key(i => i.Part, "Nhóm đối tượng hoặc hình thức chi trả; rỗng: tất cả (người hưởng hai nhóm tính một lần)")
        .Property(i => i.Value, "Giá trị: người, hồ sơ hoặc đồng; trống: ít, không công bố").Property(i => i.Whole, "Mẫu số của tỷ lệ; 0: không phải tỷ lệ, hoặc không công bố").Property(i => i.ChangedAt, "Thay đổi lúc");
}
