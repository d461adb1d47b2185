using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Mẫu 01 of Circular 01/2019: determination of disability, and exchange or re-issue of the certificate. Pure.</summary>
public static class CertificateForms
{
    private static readonly DateOnly Start = new(2019, 3, 1);

    /// <summary>Section III.1: 37 rows Có/Không; the six kinds of disability with their signs.</summary>
    private static readonly (string Kind, string[] Signs)[] Table =
    [
        ("Khuyết tật vận động",
        [
            "Mềm nhẽo hoặc co cứng toàn thân", "Thiếu tay hoặc không cử động được tay", "Thiếu chân hoặc không cử động được chân", "Yếu, liệt, teo cơ hoặc hạn chế vận động tay, chân, lưng, cổ",
            "Cong, vẹo chân tay, lưng, cổ; gù cột sống lưng hoặc dị dạng, biến dạng khác trên cơ thể ở đầu, cổ, lưng, tay, chân", "Có kết luận của cơ sở y tế cấp tỉnh trở lên về suy giảm chức năng vận động",
        ]),
        ("Khuyết tật nghe, nói",
        [
            "Không phát ra âm thanh, lời nói", "Phát ra âm thanh, lời nói nhưng không rõ tiếng, rõ câu", "Không nghe được", "Khiếm khuyết hoặc dị dạng cơ quan phát âm ảnh hưởng đến việc phát âm",
            "Khiếm khuyết hoặc dị dạng vành tai hoặc ống tai ngoài ảnh hưởng đến nghe", "Có kết luận của cơ sở y tế cấp tỉnh trở lên về suy giảm chức năng nghe, nói",
        ]),
        ("Khuyết tật nhìn",
        [
            "Mù một hoặc hai mắt", "Thiếu một hoặc hai mắt", "Khó khăn khi nhìn hoặc không nhìn thấy các đồ vật", "Khó khăn khi phân biệt màu sắc hoặc không phân biệt được các màu sắc",
            "Rung, giật nhãn thị, đục nhân mắt hoặc sẹo loét giác mạc", "Bị dị tật, biến dạng ở vùng mắt", "Có kết luận của cơ sở y tế cấp tỉnh trở lên về suy giảm chức năng nhìn",
        ]),
        ("Khuyết tật thần kinh, tâm thần",
        [
            "Thường ngồi một mình, chơi một mình, không bao giờ nói chuyện hoặc quan tâm tới bất kỳ ai",
            "Có những hành vi bất thường như kích động, cáu giận hoặc sợ hãi vô cớ gây ảnh hưởng đến sức khỏe, sự an toàn của bản thân và người khác",
            "Bất ngờ dừng mọi hoạt động, mắt mở trừng trừng không chớp, co giật chân tay, môi, mặt hoặc bất thình lình ngã xuống, co giật, sùi bọt mép, gọi hỏi không biết",
            "Bị mất trí nhớ, bỏ nhà đi lang thang", "Có kết luận của cơ sở y tế cấp tỉnh trở lên về suy giảm thần kinh, tâm thần",
        ]),
        ("Khuyết tật trí tuệ",
        [
            "Khó khăn trong việc nhận biết người thân trong gia đình hoặc khó khăn trong giao tiếp với những người xung quanh so với người cùng lứa tuổi",
            "Chậm chạp, ngờ nghệch hoặc không thể làm được một việc đơn giản (so với tuổi) dù đã được hướng dẫn",
            "Khó khăn trong việc đọc, viết, tính toán và kỹ năng học tập khác so với người cùng tuổi do chậm phát triển trí tuệ", "Có kết luận của cơ sở y tế cấp tỉnh trở lên về chậm phát triển trí tuệ",
        ]),
        ("Khuyết tật khác",
        [
            "Có kết luận của cơ sở y tế cấp tỉnh trở lên về bệnh tê bì, mất cảm giác ở tay, chân hoặc sự bất thường của cơ thể làm giảm khả năng thực hiện các hoạt động; lao động; đọc, viết, tính toán và kỹ năng học tập khác; sinh hoạt hoặc giao tiếp",
            "Có kết luận của cơ sở y tế cấp tỉnh trở lên về bệnh hô hấp, bệnh tim mạch hoặc rối loạn đại, tiểu tiện mặc dù đã được điều trị liên tục trên 3 tháng, làm giảm khả năng thực hiện các hoạt động; lao động; đọc, viết, tính toán và kỹ năng học tập khác; sinh hoạt hoặc giao tiếp",
            "Có kết luận của cơ sở y tế cấp tỉnh trở lên về rối loạn phổ tự kỷ hoặc các loại bệnh hiếm",
        ]),
    ];

    /// <summary>Section III.2, not declared for children under six.</summary>
    private static readonly string[] Activities =
    [
        "Đi lại", "Ăn, uống", "Tiểu tiện, đại tiện", "Vệ sinh cá nhân như đánh răng, rửa mặt, tắm rửa", "Mặc, cởi quần áo, giày dép", "Nghe và hiểu người khác nói gì",
        "Diễn đạt được ý muốn và suy nghĩ của bản thân qua lời nói", "Làm các việc gia đình như gấp quần áo, quét nhà, rửa bát, nấu cơm phù hợp với độ tuổi; lao động, sản xuất tạo thu nhập",
        "Giao tiếp xã hội, hòa nhập cộng đồng phù hợp với độ tuổi", "Đọc, viết, tính toán và kỹ năng học tập khác",
    ];

    private static readonly KeyValuePair<string, string>[] Abilities =
        [Ask.Option("can", "Thực hiện được"), Ask.Option("help", "Cần trợ giúp"), Ask.Option("cannot", "Không thực hiện được"), Ask.Option("unknown", "Không xác định được")];

    private static readonly KeyValuePair<string, string>[] Requests =
        [Ask.Option("determine", "Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật"), Ask.Option("again", "Xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật")];

    private static readonly KeyValuePair<string, string>[] Exchanges =
    [
        Ask.Option("wrong", "Đổi giấy: thông tin trên giấy sai so với giấy tờ tùy thân"), Ask.Option("broken", "Đổi giấy: giấy hư hỏng không dùng được"), Ask.Option("lost", "Cấp lại: mất giấy"),
    ];

    private static readonly FormStep Person = PersonBlock.Who("Người khuyết tật là ai?", "Người khuyết tật");

    private static readonly FormStep Place = PersonBlock.Where("Người đó đang ở đâu?", institution: false);

    public static FormDefinition Determination { get; } = new("01-NKT", "Đơn đề nghị xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật", "Mẫu số 01, Thông tư số 01/2019/TT-BLĐTBXH", Start)
    {
        OwnerWord = "Người khuyết tật", Payment = FormPayment.None,
        Steps =
        [
            Person, Place,
            new("de-nghi", "Ông/Bà đề nghị việc gì?",
                Ask.Choice("CertificateRequest", "Đề nghị", Requests, "việc đề nghị").Bears(),
                Ask.Text("OldCertificateNumber", "Số giấy xác nhận đang có", 40, width: 20).Only("CertificateRequest", "again"),
                Ask.Text("AgainReason", "Lý do xác định lại", 300, "Ví dụ: bệnh nặng hơn; trẻ đủ 6 tuổi; thay đổi dạng tật.").Only("CertificateRequest", "again"),
                Ask.YesNo("Studying", "Có đang đi học không?", "có hay không đang đi học").Hinted("Đang học thì xã hỏi thêm ý kiến nhà trường (Mẫu số 04)."),
                Ask.Text("School", "Tên trường, lớp").Only("Studying", "yes")) { Short = "Đề nghị" },
            new("dang-khuyet-tat", "Có những dạng khuyết tật nào?", Table.Select((k, i) => Row($"Kind{i + 1}", $"{i + 1}. {k.Kind}")).ToList())
                { Short = "Dạng khuyết tật", Words = "Chọn “Có” ở dạng nào thì được hỏi kỹ về dạng đó." },
            .. Table.Select((k, i) => new FormStep($"dang-{i + 1}", $"{k.Kind}: có biểu hiện nào?", k.Signs.Select((sign, j) => Row($"Sign{i + 1}{j + 1}", $"{i + 1}.{j + 1}. {sign}", $"Kind{i + 1}")).ToList())
                { Short = k.Kind, When = s => s.Is($"Kind{i + 1}", "yes") }),
            new("muc-do", "Tự làm được những việc nào?", Activities.Select((a, i) => Ask.Choice($"Ability{i + 1}", $"{i + 1}. {a}", Abilities, $"mức độ thực hiện việc {i + 1}") with { InLine = true }).ToList())
                { Short = "Mức độ", When = s => s.Age() is not < 6, Words = "Trẻ em dưới 6 tuổi không phải khai phần này." },
        ],
        Papers = [new(SubmitPapers.MedicalRecords), new(SubmitPapers.BoardConclusion), new(SubmitPapers.OldCertificate), new(SubmitPapers.IdentityPaper)],
        Rules = [SomeKind, SomeSign],
    };

    /// <summary>Wrong data, damage or loss: section III is not declared.</summary>
    public static FormDefinition Exchange { get; } = new("01-NKT-D", "Đơn đề nghị đổi, cấp lại Giấy xác nhận khuyết tật", "Mẫu số 01, Thông tư số 01/2019/TT-BLĐTBXH", Start)
    {
        OwnerWord = "Người khuyết tật", Payment = FormPayment.None,
        Steps =
        [
            Person, Place,
            new("de-nghi", "Ông/Bà đề nghị việc gì?",
                Ask.Choice("CertificateRequest", "Đề nghị", Exchanges, "việc đề nghị").Bears(),
                Ask.Text("OldCertificateNumber", "Số giấy xác nhận đã cấp", 40, "Không nhớ thì để trống.", 20).Optional(),
                Ask.Text("OldCertificateBy", "Nơi cấp").Optional(),
                Ask.Story("WrongData", "Thông tin sai và thông tin đúng").Only("CertificateRequest", "wrong")) { Short = "Đề nghị" },
        ],
        Papers = [new(SubmitPapers.OldCertificate, s => s.Is("CertificateRequest", "wrong", "broken")), new(SubmitPapers.IdentityPaper)],
    };

    private static FormField Row(string name, string label, string? kind = null) =>
        Ask.YesNo(name, label, $"có hay không: {label}") with { InLine = true, BearsOnDecision = true, If = kind is null ? null : new FieldCondition(kind, "yes") };

    private static IEnumerable<Problem> SomeKind(FormScope s)
    {
        var kinds = Enumerable.Range(1, Table.Length).Select(i => s[$"Kind{i}"]).ToList();
        return kinds.TrueForAll(k => k == "no") ? [FormProblems.NothingTicked.At("Kind1")] : [];
    }

    private static IEnumerable<Problem> SomeSign(FormScope s) => Enumerable.Range(1, Table.Length)
        .Where(i => s.Is($"Kind{i}", "yes") && Enumerable.Range(1, Table[i - 1].Signs.Length).All(j => s.Is($"Sign{i}{j}", "no")))
        .Select(i => FormProblems.SignNeeded.At($"Sign{i}1", PersonRules.Inside(Table[i - 1].Kind)));
}
