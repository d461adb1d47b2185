using Protos.Identity;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>What is wrong with a look-up, all at once, each with its field. Pure.</summary>
internal static class LookUpCheck
{
    // One word says nothing to who inspects the log.
    private const int FewestPurpose = 10;
    private const int LongestDossier = 60;
    private const int LongestOffice = 20;

    /// <param name="province">From the node's certificate.</param>
    /// <returns>Lines "field: sentence"; empty when all is well.</returns>
    public static IReadOnlyList<string> Faults(LookupRequest request, string province, DateOnly today)
    {
        List<string> faults = [.. QuestionCheck.Faults(AsQuestion(request), today)];
        if (request.Purpose.Trim().Length is > 0 and < FewestPurpose)
        {
            faults.Add($"purpose: Mục đích tra cứu phải nêu rõ, ít nhất {FewestPurpose} ký tự.");
        }

        if (request.DossierCode.Length is 0 or > LongestDossier || request.DossierCode.Any(c => c <= ' ' || c > '~'))
        {
            faults.Add("dossier_code: Thiếu mã hồ sơ, hoặc mã dài quá hay có ký tự lạ.");
        }

        if (request.Office.Length > LongestOffice || !TenantPath.TryParse(request.Office, out var office) || office.Province != province)
        {
            faults.Add("office: Đơn vị tra cứu phải thuộc tỉnh của hệ thống gửi câu hỏi.");
        }

        return faults;
    }

    private static VerifyCitizenRequest AsQuestion(LookupRequest request) => new()
    {
        RequestId = request.RequestId, Purpose = request.Purpose, ProcedureCode = request.ProcedureCode, Official = request.Official, Number = request.Number,
        FullName = request.FullName, BirthDate = request.BirthDate, ReferenceDate = request.ReferenceDate,
    };
}
