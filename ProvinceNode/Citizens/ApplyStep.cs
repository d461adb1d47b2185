using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>One page of the wizard: one topic, a plain question as its heading.</summary>
/// <param name="Slug">Last part of the address.</param>
/// <param name="Partial">View of its fields, shared with the clerk's entry.</param>
/// <param name="Fields">Fields of <see cref="SubmitForm"/> that it asks.</param>
/// <param name="Groups">Names under which problems of several boxes are shown, e.g. Birth.</param>
public sealed record ApplyStep(string Slug, string Heading, string Partial, IReadOnlyList<string> Fields, params string[] Groups)
{
    private static readonly SubmitForm F = new();

    public const string Review = "kiem-tra";
    public const string Papers = "giay-to";
    public const string Residence = "noi-cu-tru";

    /// <summary>The pages in order.</summary>
    public static IReadOnlyList<ApplyStep> All { get; } =
    [
        new("nguoi-huong", "Người hưởng trợ cấp là ai?", "Person",
            [nameof(F.FullName), nameof(F.BirthDay), nameof(F.BirthMonth), nameof(F.BirthYear), nameof(F.Sex), nameof(F.EthnicCode), nameof(F.CitizenId), nameof(F.NoNumber),
                nameof(F.IdentityIssuedDay), nameof(F.IdentityIssuedMonth), nameof(F.IdentityIssuedYear), nameof(F.IdentityIssuedBy)], "Birth", "IdentityIssued"),
        new(Residence, "Người hưởng đang ở đâu?", "Residence",
            [nameof(F.CommuneCode), nameof(F.Village), nameof(F.PermanentAddress), nameof(F.Phone), nameof(F.InInstitution)]),
        new("khuyet-tat", "Giấy xác nhận khuyết tật ghi thế nào?", "Disability",
            [nameof(F.CertificateNumber), nameof(F.CertificateDay), nameof(F.CertificateMonth), nameof(F.CertificateYear), nameof(F.CertificateBy), nameof(F.DisabilityKind),
                nameof(F.DisabilityDegree), nameof(F.SelfCare), nameof(F.CarerName), nameof(F.CarerRelation)], "Certificate"),
        new("hoc-tap-viec-lam", "Việc học và việc làm của người hưởng?", "Occupation",
            [nameof(F.Study), nameof(F.StudyDetail), nameof(F.Work), nameof(F.WorkDetail), nameof(F.WorkIncome)]),
        new("gia-dinh", "Gia đình của người hưởng?", "Family",
            [nameof(F.Marital), nameof(F.Children), nameof(F.ChildrenUnder36Months), nameof(F.Pregnant), nameof(F.PregnancyMonths)]),
        new("che-do", "Người hưởng đang có chế độ nào?", "Benefits",
            [nameof(F.Poverty), nameof(F.PovertyCode), nameof(F.HealthCard), nameof(F.InsuranceAmount), nameof(F.InsuranceFrom), nameof(F.AssistanceAmount), nameof(F.AssistanceFrom),
                nameof(F.MeritAmount), nameof(F.MeritFrom), nameof(F.OtherName), nameof(F.OtherAmount), nameof(F.OtherFrom)]),
        new("nguoi-nop", "Ai khai hồ sơ này?", "Applicant",
            [nameof(F.DeclaredBy), nameof(F.ApplicantName), nameof(F.ApplicantCitizenId), nameof(F.ApplicantRelation), nameof(F.ApplicantPhone), nameof(F.ApplicantAddress)]),
        new(Papers, "Gửi ảnh giấy tờ", "Papers", []),
        new("nhan-ket-qua", "Nhận kết quả và nhận tiền thế nào?", "Result",
            [nameof(F.ResultBy), nameof(F.PaymentBy), nameof(F.AccountNumber), nameof(F.AccountName), nameof(F.Bank)]),
        new(Review, "Kiểm tra lại trước khi nộp", "Review", [nameof(F.Promise)]),
    ];

    public int Number => All.ToList().FindIndex(s => s.Slug == Slug) + 1;

    public static ApplyStep? Of(string slug) => All.FirstOrDefault(s => s.Slug == slug);

    /// <summary>The page on which a problem can be mended.</summary>
    public static ApplyStep ForField(string? field) =>
        field?.StartsWith("Papers.", StringComparison.Ordinal) == true ? Of(Papers)! : All.FirstOrDefault(s => s.Owns(field)) ?? All[^1];

    public bool Owns(string? field) =>
        field is not null && (Fields.Contains(field) || Groups.Contains(field) || (Slug == Papers && field.StartsWith("Papers.", StringComparison.Ordinal)));

    /// <summary>The page before, or null; a page with nothing to ask of this person is passed over.</summary>
    public ApplyStep? Before(SubmitForm form, DateOnly today) => Next(-1, form, today);

    public ApplyStep? After(SubmitForm form, DateOnly today) => Next(+1, form, today);

    private ApplyStep? Next(int way, SubmitForm form, DateOnly today)
    {
        var index = Number - 1 + way;
        if (index >= 0 && index < All.Count && All[index].Partial == "Family" && !SubmitRules.AsksAdultQuestions(form, today))
        {
            index += way;
        }

        return index >= 0 && index < All.Count ? All[index] : null;
    }

    /// <summary>Takes what was typed on this page. A box that was not sent was left empty.</summary>
    public void Take(SubmitForm form, IFormCollection sent)
    {
        foreach (var field in Fields)
        {
            form.Set(field, sent[field].FirstOrDefault());
        }
    }

    /// <summary>Problems of the whole form that belong to this page.</summary>
    public List<Problem> Mine(IEnumerable<Problem> problems) => problems.Where(p => Owns(p.Field)).ToList();
}
