using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>Why nothing was looked up, or not taken over.</summary>
public static class LookUpProblems
{
    public static readonly ProblemKind PurposeNeeded = new("look-up-purpose",
        "Hãy nêu mục đích tra cứu, ít nhất {0} ký tự, ví dụ: đối chiếu nơi thường trú khi tiếp nhận.");

    public static readonly ProblemKind IllnessNamed = new("look-up-illness-named", "Hãy bỏ tên bệnh khỏi mục đích tra cứu: mục đích được gửi về trung ương và lưu lâu dài. Chỉ ghi điều cần đối chiếu.");

    public static readonly ProblemKind ChoosePerson = new("look-up-person", "Hãy chọn người cần tra cứu trong hồ sơ.");

    public static readonly ProblemKind NothingToAsk = new("look-up-nothing", "{0} chưa có số định danh hoặc ngày sinh trong hồ sơ nên chưa tra cứu được. Hãy đối chiếu bằng bản chính giấy tờ.");

    public static readonly ProblemKind Away = new("look-up-away",
        "Chưa kết nối được Cơ sở dữ liệu quốc gia về dân cư. Việc tiếp nhận, xét duyệt vẫn tiếp tục; hãy đối chiếu bằng bản chính giấy tờ hoặc tra cứu lại sau.");

    public static readonly ProblemKind Refused = new("look-up-refused", "{0} Việc tiếp nhận, xét duyệt vẫn tiếp tục; hãy đối chiếu bằng bản chính giấy tờ.");

    public static readonly ProblemKind AnswerOld = new("look-up-old", "Kết quả tra cứu đã quá 30 phút hoặc không phải của hồ sơ này. Hãy tra cứu lại rồi nhận từng mục.");

    public static readonly ProblemKind ChooseFields = new("look-up-choose", "Hãy chọn ít nhất một mục khác với tờ khai để nhận giá trị của dữ liệu dân cư.");

    public static readonly ProblemKind NotNow = new("look-up-not-now", "Ở bước “{0}”, tờ khai không sửa được theo dữ liệu dân cư. Nếu cần, hãy trả lại bước trước hoặc ghi lý do chấp nhận khi chưa khớp.");
}
