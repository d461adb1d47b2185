using ProvinceNode.Platform;

namespace ProvinceNode.Import.Values;

/// <summary>What can be wrong with a value of a list. Codes with <c>warn-</c> come with a value that was read.</summary>
public static class ValueProblems
{
    public static readonly ProblemKind NameMissing = new("import-name-missing", "Dòng này không có họ và tên. Hãy ghi họ và tên của đối tượng.");
    public static readonly ProblemKind NameCharacters = new("import-name-characters", "Họ và tên “{0}” có ký tự lạ. Hãy ghi lại bằng chữ có dấu theo phông Unicode.");
    public static readonly ProblemKind NameOneWord = new("warn-import-name-short", "Họ và tên “{0}” chỉ có một tiếng; cần xem lại có thiếu họ không.");
    public static readonly ProblemKind NameCut = new("warn-import-name-title", "Đã bỏ phần “{0}” khỏi họ và tên.");
    public static readonly ProblemKind LookAlike = new("warn-import-look-alike", "“{0}” có chữ cái của bộ chữ khác; đã đổi sang chữ Việt giống hình.");
    public static readonly ProblemKind FontMixed = new("import-font-mixed", "Cột này lẫn phông cũ và Unicode nên ô có thể là “{0}” hoặc “{1}”. Hãy ghi lại bằng phông Unicode.");
    public static readonly ProblemKind CellError = new("import-cell-error", "Ô này đang báo lỗi {0} của Excel. Hãy sửa công thức hoặc ghi giá trị vào ô.");

    public static readonly ProblemKind BirthUnreadable = new("import-birth", "Không đọc được ngày sinh “{0}”. Hãy ghi dd/MM/yyyy, hoặc chỉ ghi năm nếu không rõ ngày, tháng.");
    public static readonly ProblemKind BirthNoSuchDay = new("import-birth-day", "Không có ngày {0}. Hãy kiểm tra giấy tờ; nếu không rõ ngày, tháng thì chỉ ghi năm.");
    public static readonly ProblemKind BirthTwoWays = new("import-birth-two-ways", "Ngày sinh “{0}” có thể là {1} hoặc {2}. Hãy ghi lại đủ ngày, tháng và bốn chữ số của năm.");
    public static readonly ProblemKind BirthOutside = new("import-birth-outside", "Ngày sinh {0} không thể đúng (sau hôm nay hoặc quá 125 tuổi). Hãy kiểm tra giấy tờ.");
    public static readonly ProblemKind BirthTwice = new("import-birth-both", "Cả cột Nam và cột Nữ đều có năm sinh. Hãy chỉ ghi ở một cột.");
    public static readonly ProblemKind BirthSerial = new("warn-import-birth-serial", "Ô ngày sinh chứa số {0} của Excel; đã đọc là {1}.");
    public static readonly ProblemKind BirthMonthFirst = new("warn-import-birth-month-first", "“{0}” ghi tháng trước ngày; đã đọc là {1}.");
    public static readonly ProblemKind BirthShortYear = new("warn-import-birth-short-year", "“{0}” ghi năm hai chữ số; đã đọc là {1}.");

    public static readonly ProblemKind NumberLength = new("import-number-length", "Số “{0}” có {1} chữ số; số định danh phải có 12 chữ số (CMND cũ 9 chữ số). Hãy đối chiếu giấy tờ.");
    public static readonly ProblemKind NumberLetters = new("import-number-letters", "“{0}” không phải số định danh. Hãy ghi 12 chữ số của CCCD hoặc số định danh.");
    public static readonly ProblemKind NumberScientific = new("import-number-scientific", "Excel đã rút gọn số thành “{0}” và mất các chữ số cuối. Hãy định dạng cột là Văn bản rồi ghi lại đủ 12 chữ số.");
    public static readonly ProblemKind NumberProvince = new("warn-import-number-province", "Ba chữ số đầu “{0}” không phải mã tỉnh, thành phố hoặc nước nào; cần đối chiếu giấy tờ.");
    public static readonly ProblemKind NumberTwice = new("import-number-two", "Dòng này có hai số định danh khác nhau: {0} và {1}. Hãy đối chiếu giấy tờ và chỉ giữ số đúng.");
    public static readonly ProblemKind NumberZero = new("warn-import-number-zero", "Excel đã làm mất số 0 ở đầu; đã đọc là {0}.");
    public static readonly ProblemKind NumberMended = new("warn-import-number-letters", "Đã đọc chữ O là số 0, chữ l là số 1: {0}.");
    public static readonly ProblemKind NumberBirth = new("warn-import-number-birth", "Số định danh cho biết sinh năm {0}, danh sách ghi {1}; cần đối chiếu giấy tờ.");
    public static readonly ProblemKind NumberSex = new("warn-import-number-sex", "Số định danh là của {0}, danh sách ghi {1}; cần đối chiếu giấy tờ.");

    public static readonly ProblemKind SexUnreadable = new("import-sex", "Không rõ giới tính “{0}”. Hãy ghi Nam hoặc Nữ.");
    public static readonly ProblemKind SexByDigit = new("warn-import-sex-digit", "Giới tính ghi bằng số “{0}”; đã đọc là {1} theo mã của cơ sở dữ liệu dân cư.");
    public static readonly ProblemKind SexTwoWays = new("import-sex-both", "Giới tính ở các cột của dòng này khác nhau. Hãy ghi thống nhất Nam hoặc Nữ.");
    public static readonly ProblemKind EthnicUnknown = new("import-ethnic", "Không có dân tộc “{0}” trong danh mục 54 dân tộc. Hãy ghi tên theo danh mục.");
    public static readonly ProblemKind EthnicMended = new("warn-import-ethnic", "Dân tộc “{0}” đã đọc là {1}.");
    public static readonly ProblemKind PhoneWrong = new("warn-import-phone", "Số điện thoại “{0}” chưa đúng nên chưa được ghi; cần 10 chữ số bắt đầu bằng 0.");

    public static readonly ProblemKind AmountUnreadable = new("import-amount", "Không đọc được số tiền “{0}”. Hãy ghi số đồng, ví dụ 540.000.");
    public static readonly ProblemKind AmountThousands = new("warn-import-amount-thousands", "Số tiền “{0}” được hiểu theo nghìn đồng; đã đọc là {1}.");
    public static readonly ProblemKind AmountOdd = new("import-amount-odd", "Số tiền “{0}” quá nhỏ hoặc quá lớn so với trợ cấp tháng. Hãy ghi lại số đồng.");
    public static readonly ProblemKind CoefficientWrong = new("import-coefficient", "Hệ số “{0}” không có trong Điều 6, Điều 20 Nghị định số 20/2021/NĐ-CP. Hãy ghi ví dụ 1,5.");
    public static readonly ProblemKind CategoryUnknown = new("import-category", "Chưa rõ loại đối tượng “{0}”. Hãy ghi điểm, khoản của Điều 5 Nghị định số 20/2021/NĐ-CP.");
    public static readonly ProblemKind CategoryAsk = new("import-category-ask", "“{0}” có thể là: {1}. Hãy chọn một loại đối tượng.");
    public static readonly ProblemKind MonthUnreadable = new("import-month", "Không đọc được tháng “{0}”. Hãy ghi tháng/năm, ví dụ 07/2024.");
    public static readonly ProblemKind DateUnreadable = new("import-date", "Không đọc được ngày “{0}”. Hãy ghi dd/MM/yyyy.");
    public static readonly ProblemKind PovertyUnknown = new("import-poverty", "Không rõ “{0}” là hộ nghèo hay cận nghèo. Hãy ghi Nghèo, Cận nghèo hoặc Không.");
    public static readonly ProblemKind DegreeUnknown = new("import-degree", "Không rõ mức độ khuyết tật “{0}”. Hãy ghi Đặc biệt nặng, Nặng hoặc Nhẹ.");
    public static readonly ProblemKind TypeUnknown = new("import-disability-type", "Không rõ dạng khuyết tật “{0}”. Hãy ghi theo Điều 2 Nghị định số 28/2012/NĐ-CP.");
    public static readonly ProblemKind ChildrenUnreadable = new("import-children", "Không đọc được ngày sinh của con “{0}”. Hãy ghi ngày hoặc năm sinh từng con, cách nhau bằng dấu chấm phẩy, ví dụ 12/05/2015; 2018; con trên 16 tuổi đang học ghi 03/2006 (đang học).");
    public static readonly ProblemKind TextLong = new("import-text-long", "Nội dung dài {0} ký tự; tối đa {1}. Hãy ghi ngắn lại.");
}
