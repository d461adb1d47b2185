using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>What can contradict in a declaration, beyond single fields.</summary>
public static class FormProblems
{
    public static readonly ProblemKind GroupUnknown = new("form-own-group", "Nhóm này không có trong danh sách đang áp dụng. Hãy chọn lại nhóm đối tượng.");

    public static readonly ProblemKind TickNeeded = new("tick-needed", "Hãy đọc và đánh dấu: {0}.");
    public static readonly ProblemKind RowsNeeded = new("rows-needed", "Hãy thêm ít nhất {0} {1}.");
    public static readonly ProblemKind RowsTooMany = new("rows-too-many", "Một hồ sơ ghi tối đa {0} {1}. Hãy lập thêm hồ sơ cho phần còn lại.");
    public static readonly ProblemKind NumberTwice = new("number-twice", "Số định danh này đã nhập cho người khác trong danh sách. Mỗi người có một số riêng; hãy xem lại.");
    public static readonly ProblemKind NumberOfOwner = new("number-of-owner", "Số định danh này trùng với số của người hưởng. Mỗi người có một số riêng; hãy xem lại.");

    public static readonly ProblemKind NotUnder16 = new("not-under-16",
        "Người này đã đủ 16 tuổi và không khai đang đi học, đang hưởng trợ cấp trẻ em. Nhóm này dành cho người dưới 16 tuổi; hãy xem lại ngày sinh, việc học hoặc chọn trường hợp khác.");

    public static readonly ProblemKind Over22 = new("over-22", "Người đang đi học chỉ được hưởng tiếp đến 22 tuổi. Hãy xem lại ngày sinh hoặc chọn trường hợp khác.");
    public static readonly ProblemKind NotUnder3 = new("not-under-3", "Trường hợp này dành cho trẻ em dưới 3 tuổi. Hãy xem lại ngày sinh hoặc chọn hoàn cảnh khác của trẻ.");
    public static readonly ProblemKind NotUnder36Months = new("not-under-36-months", "Người con này đã đủ 36 tháng tuổi. Hãy xem lại ngày sinh hoặc bỏ khỏi danh sách con nhỏ.");
    public static readonly ProblemKind StudyNeeded = new("study-needed", "Trường hợp này dành cho người đang đi học. Hãy xem lại mục việc học hoặc chọn trường hợp khác.");
    public static readonly ProblemKind ReceivingNeeded = new("receiving-needed", "Trường hợp này dành cho người đang hưởng trợ cấp từ khi dưới 16 tuổi (khoản 2 Điều 5). Hãy xem lại hoặc chọn trường hợp khác.");
    public static readonly ProblemKind ParentsBothFine = new("parents-both-fine", "Hoàn cảnh đã chọn không khớp với tình trạng của cha, mẹ đã khai ({0}). Hãy xem lại hoàn cảnh hoặc tình trạng của cha, mẹ.");
    public static readonly ProblemKind ParentTooYoung = new("parent-too-young", "{0} sinh sau hoặc quá gần ngày sinh của con. Hãy xem lại hai ngày sinh.");
    public static readonly ProblemKind DeadYetPresent = new("dead-yet-present", "{0} đã khai là đã chết, nên không thể đồng thời {1}. Hãy xem lại hai mục này.");
    public static readonly ProblemKind PovertyNeeded = new("poverty-needed", "Trường hợp này chỉ dành cho {0}. Hãy xem lại mục hộ nghèo, hộ cận nghèo, hoặc chọn trường hợp khác.");
    public static readonly ProblemKind IncomeAndPension = new("income-and-pension", "Ông/Bà khai không có thu nhập ổn định hằng tháng, nhưng cũng khai đang nhận {0}. Hãy xem lại hai mục này.");
    public static readonly ProblemKind PensionContradicts = new("pension-contradicts", "Hai mục về lương hưu, trợ cấp bảo hiểm xã hội khai khác nhau. Hãy xem lại để hai mục khớp nhau.");
    public static readonly ProblemKind MarriedSingleParent = new("married-single-parent", "Người đang có vợ hoặc chồng không thuộc diện người đơn thân nuôi con (khoản 4 Điều 5). Hãy xem lại tình trạng hôn nhân hoặc chọn trường hợp khác.");
    public static readonly ProblemKind ChildTooOld = new("child-too-old", "Con phải dưới 16 tuổi, hoặc từ 16 đến 22 tuổi và đang đi học. Hãy xem lại ngày sinh, việc học, hoặc bỏ người con này khỏi danh sách.");
    public static readonly ProblemKind ChildOlderThanParent = new("child-older-than-parent", "Con không thể lớn tuổi hơn hoặc gần bằng tuổi cha, mẹ. Hãy xem lại hai ngày sinh.");
    public static readonly ProblemKind ChildrenDiffer = new("children-differ", "Số con khai là {0} nhưng danh sách có {1} người. Hãy xem lại số con hoặc thêm, bỏ người trong danh sách.");
    public static readonly ProblemKind TooYoungFor = new("too-young-for", "Trường hợp này dành cho người từ đủ {0} tuổi; theo ngày sinh đã khai, người này mới {1} tuổi. Hãy xem lại ngày sinh hoặc chọn trường hợp khác.");
    public static readonly ProblemKind TooOldFor = new("too-old-for", "Trường hợp này dành cho người dưới {0} tuổi; theo ngày sinh đã khai, người này {1} tuổi. Hãy xem lại ngày sinh hoặc chọn trường hợp khác.");
    public static readonly ProblemKind SupportersContradict = new("supporters-contradict", "Ông/Bà chọn không có người phụng dưỡng nhưng danh sách người phụng dưỡng vẫn có tên. Hãy xem lại hai mục này.");
    public static readonly ProblemKind SupporterNotAssisted = new("supporter-not-assisted", "Ông/Bà chọn những người phụng dưỡng đều đang hưởng trợ cấp, nhưng trong danh sách có người không hưởng. Hãy xem lại hai mục này.");
    public static readonly ProblemKind DisabilityNeeded = new("disability-needed", "Trường hợp này dành cho người khuyết tật. Hãy nhập giấy xác nhận khuyết tật hoặc chọn trường hợp khác.");
    public static readonly ProblemKind CarerTooYoung = new("carer-too-young", "Người nhận chăm sóc phải từ đủ 18 tuổi và có đủ năng lực hành vi dân sự (Điều 22, 23 Nghị định số 20/2021/NĐ-CP).");
    public static readonly ProblemKind DeathBeforeBirth = new("death-before-birth", "Ngày chết trước ngày sinh. Hãy xem lại hai ngày này.");
    public static readonly ProblemKind BeforeDeath = new("before-death", "{0} không thể trước ngày chết. Hãy xem lại hai ngày này.");
    public static readonly ProblemKind BeforeBirth = new("before-birth", "{0} không thể trước ngày sinh. Hãy xem lại hai ngày này.");
    public static readonly ProblemKind PregnantMan = new("pregnant-man", "Người hưởng là nam nên không khai mang thai. Hãy xem lại giới tính hoặc mục mang thai.");
    public static readonly ProblemKind MembersDiffer = new("members-differ", "{0} không thể nhiều hơn {1}. Hãy xem lại hai số này.");
    public static readonly ProblemKind SameCommune = new("move-same-place", "Nơi ở mới trùng với nơi ở cũ. Hãy nhập đúng xã, phường, đặc khu nơi chuyển đến.");
    public static readonly ProblemKind UnitUnknown = new("unit-unknown", "Không có “{0}” trong danh mục đơn vị hành chính của {1}. Hãy gõ đúng tên đơn vị cấp xã, ví dụ “phường Ba Đình”.");
    public static readonly ProblemKind StaysTooShort = new("stay-too-short", "Người bị thương nặng được hỗ trợ khi phải cấp cứu hoặc điều trị từ 3 ngày trở lên. Hãy xem lại ngày vào viện và ngày ra viện.");
    public static readonly ProblemKind LeavesBeforeArrival = new("leaves-before-arrival", "{0} không thể trước {1}. Hãy xem lại hai ngày này.");
    public static readonly ProblemKind NothingTicked = new("nothing-ticked", "Hãy chọn “Có” ở ít nhất một dạng khuyết tật.");
    public static readonly ProblemKind SignNeeded = new("sign-needed", "Ông/Bà chọn có {0}. Hãy chọn “Có” ở ít nhất một biểu hiện của dạng này.");
    public static readonly ProblemKind RiceTooMuch = new("rice-too-much", "Mức hỗ trợ gạo là tối đa {0} kg cho {1} người trong {2} tháng ({3} kg một người một tháng). Hãy xem lại số gạo, số người hoặc số tháng.");
    public static readonly ProblemKind NotOffered = new("form-not-offered", "Tờ khai này không dùng cho thủ tục đã chọn vào hôm nay. Hãy chọn lại trường hợp.");

    /// <summary>Not faults: they are said before sending.</summary>
    public static readonly ProblemKind WarnNotPoor = new("warn-not-poor",
        "Trường hợp này chỉ dành cho hộ nghèo, hộ cận nghèo. Ông/Bà khai không thuộc hộ nghèo, hộ cận nghèo; vẫn có thể nộp, cơ quan sẽ trả lời bằng văn bản.");

    public static readonly ProblemKind WarnParents = new("warn-parents",
        "Theo tình trạng của cha, mẹ đã khai, trường hợp này có thể không thuộc khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP. Ông/Bà vẫn có thể nộp; cơ quan sẽ trả lời bằng văn bản.");

    public static readonly ProblemKind WarnDivorced = new("warn-divorced",
        "Người đã ly hôn không được nêu tại khoản 4 Điều 5 Nghị định số 20/2021/NĐ-CP. Ông/Bà vẫn có thể nộp; cơ quan sẽ trả lời bằng văn bản.");

    public static readonly ProblemKind WarnTooYoung = new("warn-too-young",
        "Theo ngày sinh đã khai, người này chưa đủ tuổi của chế độ. Ông/Bà vẫn có thể nộp; cơ quan sẽ trả lời bằng văn bản.");

    public static readonly ProblemKind WarnPension = new("warn-pension",
        "Người đang hưởng lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng có thể không thuộc diện hưởng. Ông/Bà vẫn có thể nộp; cơ quan sẽ trả lời bằng văn bản.");
}
