namespace ProvinceNode.Documents.Verification;

/// <summary>The answer of verification in plain words: what it is, and what to do. Pure.</summary>
public static class VerifyWords
{
    public static string Title(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => "Văn bản có thật và đang có giá trị",
        Verdict.Revoked => "Văn bản đã bị thu hồi",
        Verdict.Superseded => "Văn bản đã được thay thế",
        Verdict.Altered => "Tệp đã bị sửa đổi",
        Verdict.BeingSealed => "Văn bản có thật, đang ký số",
        Verdict.NotRegistered => "Không tìm thấy văn bản trong sổ",
        Verdict.UnknownCode => "Không có văn bản nào mang mã này",
        Verdict.Unsigned => "Tệp không có chữ ký số",
        Verdict.SignedByOthers => "Chữ ký số không phải của cơ quan trong hệ thống này",
        _ => "Không đọc được tệp",
    };

    /// <summary>Class of the notice: its colour goes with the words, never instead of them.</summary>
    public static string Tone(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => "good",
        Verdict.Altered or Verdict.Revoked or Verdict.UnknownCode or Verdict.NotRegistered => "bad",
        _ => "warn",
    };

    public static IReadOnlyList<string> WhatToDo(Verification answer) => answer.Verdict switch
    {
        Verdict.Genuine when answer.ByFile =>
            ["Tệp do cơ quan ghi dưới đây ký số và phát hành, không bị sửa chữ nào từ khi ký. Dùng được như bản chính."],
        Verdict.Genuine =>
            ["Cơ quan ghi dưới đây đã phát hành văn bản mang mã này.", "Hãy so số, ngày và cơ quan ban hành trên giấy với thông tin dưới đây; khác một chữ là giấy đã bị sửa. Muốn chắc chắn từng chữ, hãy xin tệp PDF và gửi kiểm tra ở dưới."],
        Verdict.Revoked =>
            ["Văn bản có thật nhưng cơ quan đã thu hồi, không còn giá trị.", "Đừng căn cứ vào văn bản này. Hãy liên hệ cơ quan ban hành để biết quyết định đang có hiệu lực."],
        Verdict.Superseded =>
            ["Văn bản có thật nhưng không còn hiệu lực: đã có văn bản khác thay thế.", "Hãy dùng văn bản thay thế ghi dưới đây; nếu chưa có, hãy đề nghị cơ quan ban hành cấp bản sao."],
        Verdict.Altered =>
            ["Tệp mang chữ ký số của cơ quan nhưng nội dung không còn đúng như lúc ký, hoặc có phần được thêm vào sau khi ký.", "Đừng dùng tệp này. Hãy xin lại tệp gốc từ cơ quan ban hành hoặc trang tra cứu hồ sơ. Nếu nghi có người làm giả, hãy báo cơ quan ban hành hoặc công an nơi gần nhất."],
        Verdict.BeingSealed =>
            ["Cơ quan ghi dưới đây vừa phát hành văn bản này; chữ ký số đang được gắn vào tệp.", "Hãy kiểm tra lại sau ít phút."],
        Verdict.NotRegistered =>
            ["Tệp có chữ ký số của một cơ quan trong hệ thống này nhưng văn bản không có trong sổ.", "Đừng dùng tệp này. Hãy đem tệp đến cơ quan ghi trên văn bản để kiểm tra."],
        Verdict.UnknownCode =>
            ["Hệ thống của tỉnh, thành phố này chưa phát hành văn bản nào mang mã ông/bà nhập.", "Hãy nhập lại cho đúng từng chữ. Nếu văn bản của tỉnh, thành phố khác, hãy kiểm tra tại trang của nơi đó. Nếu vẫn không có, văn bản có thể là giả: hãy hỏi cơ quan ghi trên văn bản."],
        Verdict.Unsigned =>
            ["Tệp này là bản chụp, bản in lại hoặc đã qua phần mềm khác nên mất chữ ký số; không thể kết luận thật hay giả.", "Hãy nhập mã xác minh in trên văn bản, hoặc gửi đúng tệp PDF gốc đã nhận."],
        Verdict.SignedByOthers =>
            ["Tệp có chữ ký số nhưng không do cơ quan nào dùng hệ thống này ký.", "Nếu là văn bản của cơ quan khác, hãy kiểm tra tại nơi phát hành. Nếu văn bản ghi tên cơ quan trong tỉnh, thành phố này, hãy coi là chưa xác minh được và hỏi cơ quan đó."],
        _ =>
            ["Tệp không phải PDF hoặc đã hỏng.", "Hãy tải lại tệp từ nơi đã nhận rồi gửi kiểm tra lần nữa, hoặc nhập mã xác minh in trên văn bản."],
    };
}
