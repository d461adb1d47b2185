using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// What the contract of service needs (Mẫu số 08 of Decree 20/2021): who lives in an institution of his own will signs it with its head, with a copy of his
/// identity paper and nothing else (Art. 24(5), 27(4), 28(3)). Pure.
/// </summary>
public static class ContractForm
{
    private static readonly KeyValuePair<string, string>[] Kinds =
    [
        Ask.Option("mandate", "Người cao tuổi theo hợp đồng ủy nhiệm chăm sóc"),
        Ask.Option("other", "Người không có điều kiện sống tại gia đình, có nhu cầu vào sống tại cơ sở"),
    ];

    private static readonly KeyValuePair<string, string>[] Ways = [Ask.Option("cash", "Bằng tiền mặt tại cơ sở"), Ask.Option("transfer", "Chuyển khoản")];

    public static FormDefinition Definition { get; } = new("08", "Đề nghị ký hợp đồng cung cấp dịch vụ trợ giúp xã hội", "Mẫu số 08, Nghị định số 20/2021/NĐ-CP", new DateOnly(2021, 7, 1))
    {
        OwnerWord = "Người sử dụng dịch vụ", Payment = FormPayment.None,
        Steps =
        [
            PersonBlock.Who("Ai vào sống tại cơ sở?", "Người sử dụng dịch vụ"),
            PersonBlock.Where("Người đó đang ở đâu?", institution: false),
            new("hop-dong", "Hợp đồng thế nào?",
                Ask.Choice("ContractKind", "Trường hợp", Kinds, "trường hợp tự nguyện vào cơ sở").Bears(),
                Ask.Text("Institution", "Tên cơ sở trợ giúp xã hội"),
                Ask.Story("ContractServices", "Dịch vụ muốn sử dụng", "Ví dụ: ăn, ở, chăm sóc toàn thời gian, phục hồi chức năng.").Bears(),
                (Ask.Date("ContractFrom", "Từ ngày") with { MayBeAhead = true, Asks = "ngày bắt đầu hợp đồng" }).Bears(),
                (Ask.Date("ContractUntil", "Đến hết ngày") with { MayBeAhead = true, Asks = "ngày kết thúc hợp đồng" }).Bears().Checked(EndsAfter),
                Ask.Money("ContractPrice", "Giá dịch vụ một tháng (đồng)", "Theo thỏa thuận với cơ sở.").Bears(), Ask.Choice("ContractPaidBy", "Cách trả", Ways, "cách trả tiền")) { Short = "Hợp đồng" },
            new("nguoi-ky", "Ai ký và trả tiền thay?",
                Ask.Name("PayerName", "Họ và tên người ký hợp đồng thay", "Người vào cơ sở tự ký thì để trống.").Optional(),
                new FormField("PayerCitizenId", "Số định danh của người ký thay", FieldKind.Identity) { Width = 20, Longest = 20 }.Optional(),
                Ask.Text("PayerRelation", "Là gì của người vào cơ sở?", 60, width: 20) with { Needed = s => s.Has("PayerName"), Asks = "quan hệ với người vào cơ sở" },
                Ask.Text("PayerAddress", "Địa chỉ của người ký thay", 300).Optional()) { Short = "Người ký hợp đồng" },
        ],
        Papers = [new(SubmitPapers.CareContract), new(SubmitPapers.IdentityPaper)],
        // An elder's mandate of care is for the elderly (Art. 24(5)(a)).
        Rules = [s => s.Is("ContractKind", "mandate") && s.Age() is { } age and < 60 ? [FormProblems.TooYoungFor.At("ContractKind", 60, age)] : []],
    };

    private static Problem? EndsAfter(FormScope s) => s.Day("ContractUntil") <= s.Day("ContractFrom") ? FormProblems.LeavesBeforeArrival.At("ContractUntil", "Ngày kết thúc hợp đồng", "ngày bắt đầu") : null;
}
