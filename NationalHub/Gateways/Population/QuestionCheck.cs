using System.Globalization;
using Protos.Identity;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>What is wrong with a question, all at once, each with its field. Pure.</summary>
internal static class QuestionCheck
{
    /// <summary>With the province and a hyphen it must fit the 64 characters of MaYeuCau.</summary>
    private const int LongestId = 60;

    /// <param name="today">The hub's day, used when the node gives none of its own.</param>
    /// <returns>Lines "field: sentence"; empty when all is well.</returns>
    public static IReadOnlyList<string> Faults(VerifyCitizenRequest question, DateOnly today)
    {
        List<string> faults = [];
        Text(faults, "request_id", question.RequestId, LongestId, "mã câu hỏi");
        if (question.RequestId.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-_.:".Contains(c, StringComparison.Ordinal)))
        {
            faults.Add("request_id: Mã câu hỏi chỉ gồm chữ không dấu, chữ số và các dấu - _ . :");
        }

        Text(faults, "purpose", question.Purpose, 200, "mục đích tra cứu (mã hồ sơ hoặc công việc)");
        Text(faults, "procedure_code", question.ProcedureCode, 64, "mã thủ tục");
        Text(faults, "official", question.Official, 64, "tên đăng nhập của cán bộ");
        Text(faults, "full_name", question.FullName, 100, "họ tên");
        if (question.Number.Length is not (9 or 12) || !question.Number.All(char.IsAsciiDigit))
        {
            faults.Add("number: Số định danh phải có 12 chữ số, hoặc số chứng minh nhân dân có 9 chữ số.");
        }

        if (question.Sex is < 0 or > 3)
        {
            faults.Add("sex: Giới tính phải là 0 (không rõ), 1 (nam), 2 (nữ) hoặc 3 (khác).");
        }

        Dates(faults, question, today);
        return faults;
    }

    private static void Dates(List<string> faults, VerifyCitizenRequest question, DateOnly today)
    {
        var reference = today;
        if (question.ReferenceDate.Length > 0
            && !DateOnly.TryParseExact(question.ReferenceDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out reference))
        {
            faults.Add("reference_date: Ngày tham chiếu phải viết 2022-10-05.");
            reference = today;
        }

        if (!BirthDate.TryParse(question.BirthDate, out var born) || born.ToString() != question.BirthDate)
        {
            faults.Add("birth_date: Ngày sinh phải viết 1954, 1954-03 hoặc 1954-03-02.");
        }
        else if (born.Assumed > reference)
        {
            faults.Add("birth_date: Ngày sinh không được sau ngày tra cứu.");
        }
    }

    private static void Text(List<string> faults, string field, string value, int longest, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            faults.Add($"{field}: Thiếu {what}.");
        }
        else if (value.Length > longest || value.Any(char.IsControl))
        {
            faults.Add($"{field}: Trường {what} dài quá {longest} ký tự hoặc có ký tự không in được.");
        }
    }
}
