using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Block E, which ends every form: who declares, papers, result and payment, the promise (policy 3.3). Pure.</summary>
public static class EndBlocks
{
    public const string Applicant = "nguoi-nop";
    public const string Papers = "giay-to";
    public const string Result = "nhan-ket-qua";
    public const string Review = "kiem-tra";

    /// <summary>Lời cam đoan; ticked on the review page.</summary>
    public const string Promise = "Promise";

    /// <summary>Ticked by the clerk who compared the originals.</summary>
    public const string OriginalsSeen = "OriginalsSeen";

    /// <summary>Ticked by the clerk for an application that came by public post (channel 3 of policy 5.3).</summary>
    public const string CameByPost = "CameByPost";

    /// <summary>Begins the name of a paper's field.</summary>
    public const string PaperPrefix = "Papers.";

    private static readonly FormStep PapersStep = new(Papers, "Gửi ảnh giấy tờ",
        Ask.Tick(OriginalsSeen, "Đã đối chiếu thông tin với bản chính giấy tờ") with { ByClerk = true },
        Ask.Tick(CameByPost, "Hồ sơ gửi đến qua dịch vụ bưu chính công ích") with { ByClerk = true }) { Short = "Giấy tờ" };

    private static readonly FormStep ReviewStep = new(Review, "Kiểm tra lại trước khi nộp", Ask.Tick(Promise, "Lời cam đoan"));

    private static readonly FormField ResultBy = Ask.Choice("ResultBy", "Nhận quyết định", FormChoices.ResultBy, "nơi nhận kết quả");

    private static readonly FormField[] Payment =
    [
        Ask.Choice("PaymentBy", "Nhận tiền trợ cấp", FormChoices.PaymentBy, "cách nhận tiền trợ cấp"),
        new FormField("AccountNumber", "Số tài khoản", FieldKind.Account) { Longest = 30, Width = 20 }.Only("PaymentBy", "account"),
        Ask.Text("AccountName", "Tên chủ tài khoản", 120).Only("PaymentBy", "account"),
        Ask.Text("Bank", "Ngân hàng", 120).Only("PaymentBy", "account") with { Asks = "tên ngân hàng" },
    ];

    private static readonly FormField[] Declares =
    [
        Ask.Choice("DeclaredBy", "Người khai", FormChoices.DeclaredBy, "người khai hồ sơ").Checked(MinorDeclares),
        Ask.Heading("Người khai thay", "Chỉ điền khi người khác khai thay: cha, mẹ, con, người giám hộ, hàng xóm…").Only("DeclaredBy", "other"),
        Ask.Name("ApplicantName", "Họ và tên người khai thay").Only("DeclaredBy", "other"),
        new FormField("ApplicantCitizenId", "Số định danh của người khai thay", FieldKind.Identity) { Hint = "12 chữ số.", Width = 20, Longest = 20 }.Only("DeclaredBy", "other"),
        Ask.Date("ApplicantIdentityIssued", "Ngày cấp giấy tờ của người khai thay").Optional().Only("DeclaredBy", "other") with { Asks = "ngày cấp giấy tờ của người khai thay" },
        Ask.Text("ApplicantIdentityIssuedBy", "Nơi cấp giấy tờ của người khai thay").Optional().Only("DeclaredBy", "other"),
        Ask.Text("ApplicantRelation", "Là gì của người hưởng?", 60, "Ví dụ: mẹ, con, người giám hộ.", 20).Only("DeclaredBy", "other").Checked(RelationWords.Rule("ApplicantRelation")) with { Asks = "quan hệ với người hưởng" },
        Ask.Phone("ApplicantPhone", "Số điện thoại của người khai thay").Optional().Only("DeclaredBy", "other"),
        Ask.Text("ApplicantAddress", "Địa chỉ của người khai thay", 300).Only("DeclaredBy", "other"),
    ];

    /// <summary>The pages that end a dossier led by a form.</summary>
    public static IReadOnlyList<FormStep> Of(FormDefinition form)
    {
        var steps = new List<FormStep>();
        if (form.Declarant == Declarant.OwnerOrOther)
        {
            steps.Add(new FormStep(Applicant, "Ai khai hồ sơ này?", Declares) { Short = "Người khai" });
        }

        steps.Add(PapersStep);
        steps.Add(form.Payment == FormPayment.None
            ? new FormStep(Result, "Nhận kết quả thế nào?", ResultBy with { Label = "Nhận kết quả" }) { Short = "Nhận kết quả" }
            : new FormStep(Result, "Nhận kết quả và nhận tiền thế nào?", [ResultBy, .. Payment]) { Short = "Nhận kết quả" });
        steps.Add(ReviewStep);
        return steps;
    }

    // Under 15 a legal representative acts or agrees (Civil Code 2015 Art. 21).
    private static Problem? MinorDeclares(FormScope scope) =>
        scope.Is("DeclaredBy", "owner") && scope.Age() < 15 ? SubmitProblems.MinorDeclares.At("DeclaredBy") : null;
}
