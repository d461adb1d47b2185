namespace ProvinceNode.Import.Columns;

/// <summary>What a column of a list of beneficiaries can tell (policy 6.3, 8.1, 8.5). Pure.</summary>
public enum Field
{
    /// <summary>Nothing that the registry keeps: signatures, totals, the householder.</summary>
    None = 0,
    Order, BeneficiaryCode, FullName,

    /// <summary>Date or year in one column.</summary>
    Birth,

    /// <summary>The classical paper form: the year stands under "Nam" or under "Nữ" and tells the sex too.</summary>
    BirthMale, BirthFemale,
    BirthDay, BirthMonth, BirthYear,
    Sex,

    /// <summary>A mark (x) in a column of its own.</summary>
    MaleMark, FemaleMark,
    Ethnic, CitizenNumber, OldNumber, NumberIssuedOn, NumberIssuedBy, Phone,
    Village, Commune, CommuneCode, District, Province,

    /// <summary>Village, commune and more in one column.</summary>
    Address,
    Category, Coefficient, StandardLevel, MonthlyAmount, CareAmount, StartMonth, DecisionNumber, DecisionDate,
    ReceiverName, ReceiverNumber, ReceiverRelation, Bank, Account,
    Poverty, DisabilityType, DisabilityDegree, CertificateNumber, Note,

    /// <summary>Births of the children of a single parent (group 4), all in one cell.</summary>
    Children,
}

/// <summary>How fields are called on screens and in sentences. Pure.</summary>
public static class FieldNames
{
    private static readonly Dictionary<Field, string> Names = new()
    {
        [Field.None] = "(bỏ qua)", [Field.Order] = "Số thứ tự", [Field.BeneficiaryCode] = "Mã đối tượng", [Field.FullName] = "Họ và tên",
        [Field.Birth] = "Ngày sinh", [Field.BirthMale] = "Năm sinh (nam)", [Field.BirthFemale] = "Năm sinh (nữ)",
        [Field.BirthDay] = "Ngày sinh (ngày)", [Field.BirthMonth] = "Ngày sinh (tháng)", [Field.BirthYear] = "Ngày sinh (năm)",
        [Field.Sex] = "Giới tính", [Field.MaleMark] = "Đánh dấu nam", [Field.FemaleMark] = "Đánh dấu nữ", [Field.Ethnic] = "Dân tộc",
        [Field.CitizenNumber] = "Số định danh/CCCD", [Field.OldNumber] = "Số CMND cũ", [Field.NumberIssuedOn] = "Ngày cấp", [Field.NumberIssuedBy] = "Nơi cấp",
        [Field.Phone] = "Điện thoại", [Field.Village] = "Thôn, bản, tổ dân phố", [Field.Commune] = "Xã, phường", [Field.CommuneCode] = "Mã xã, phường",
        [Field.District] = "Huyện, quận", [Field.Province] = "Tỉnh, thành phố", [Field.Address] = "Địa chỉ", [Field.Category] = "Loại đối tượng",
        [Field.Coefficient] = "Hệ số", [Field.StandardLevel] = "Mức chuẩn trợ giúp", [Field.MonthlyAmount] = "Mức trợ cấp tháng",
        [Field.CareAmount] = "Hỗ trợ chăm sóc, nuôi dưỡng", [Field.StartMonth] = "Tháng bắt đầu hưởng", [Field.DecisionNumber] = "Số quyết định",
        [Field.DecisionDate] = "Ngày quyết định", [Field.ReceiverName] = "Người nhận thay", [Field.ReceiverNumber] = "Số định danh người nhận thay",
        [Field.ReceiverRelation] = "Quan hệ với đối tượng", [Field.Bank] = "Ngân hàng", [Field.Account] = "Số tài khoản", [Field.Poverty] = "Hộ nghèo, cận nghèo",
        [Field.DisabilityType] = "Dạng khuyết tật", [Field.DisabilityDegree] = "Mức độ khuyết tật", [Field.CertificateNumber] = "Số giấy xác nhận khuyết tật", [Field.Note] = "Ghi chú", [Field.Children] = "Ngày sinh các con",
    };

    /// <summary>The Vietnamese name of a field.</summary>
    public static string Of(Field field) => Names[field];
}
