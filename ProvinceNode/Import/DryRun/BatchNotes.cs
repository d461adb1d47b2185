namespace ProvinceNode.Import.DryRun;

/// <summary>What a sheet says of itself when it is no fault.</summary>
public static class BatchNotes
{
    public const string Hidden = "Trang ẩn: người mở tệp không nhìn thấy nên hệ thống không đọc. Hãy chọn “Đọc trang này” nếu cần.";

    /// <summary>Of the people who are on no list of poor households: until its sender says that the list is whole.</summary>
    public const string PartOfList = "Chưa ghi: người gửi cần xác nhận danh sách đã đủ cả xã.";
}
