using System.Text.RegularExpressions;
using NationalHub.Gateways.Mailbox;
using Protos.Transfer;
using Protos.Values;

namespace NationalHub.Gateways.Transfers;

/// <summary>What is wrong with a message of a node, everything at once and in words that its administrator reads. What the object says of the person the new place checks. Pure.</summary>
internal static partial class TransferCheck
{
    public static IEnumerable<string> Post(Protos.Transfer.Transfer? sent, string sender, TransferOptions limits)
    {
        if (sent is null)
        {
            yield return "Yêu cầu không có hồ sơ chuyển.";
            yield break;
        }

        if (!IsId(sent.TransferId) || sent.Version < 1)
        {
            yield return "Mã chuyển hoặc số phiên bản của hồ sơ không đúng dạng. Hãy nâng cấp nút tỉnh.";
        }

        if (sent.From is not { } from || !Commune().IsMatch(from.CommuneCode) || sent.To is not { } to || !Commune().IsMatch(to.CommuneCode) || !Province().IsMatch(to.ProvinceCode))
        {
            yield return "Nơi đi và nơi đến phải có mã tỉnh 2 chữ số, mã xã 5 chữ số.";
        }
        else if (to.ProvinceCode == sender)
        {
            yield return "Nơi đến cùng tỉnh với nơi đi: chuyển trong tỉnh không qua hộp thư liên tỉnh.";
        }

        if (sent.StopMonth is < 200001 or > 299912 || sent.StopMonth % 100 is < 1 or > 12)
        {
            yield return "Tháng cuối nơi cũ chi trả phải viết yyyyMM.";
        }

        if (sent.CalculateSize() > limits.MostContentBytes)
        {
            yield return $"Hồ sơ lớn quá {limits.MostContentBytes / 1024} KB (chưa kể giấy tờ). Hãy gửi bằng văn bản giấy.";
        }

        foreach (var fault in Papers(sent, limits))
        {
            yield return fault;
        }
    }

    /// <summary>Whether it tells a group whose people are named to nobody (Decree 20 Art. 8(1)(b)): that goes on paper.</summary>
    public static bool IsApart(Protos.Transfer.Transfer sent) => ApartCodes.Holds(sent.Category) || sent.Payments.Any(p => ApartCodes.Holds(p.CategoryCode));

    public static IEnumerable<string> Answer(TransferAnswer? answer, int stopMonth)
    {
        if (answer is null || !IsId(answer.TransferId) || answer.Outcome is not (TransferOutcome.Taken or TransferOutcome.Returned or TransferOutcome.Ended))
        {
            yield return "Trả lời phải có mã chuyển và kết quả: chi trả, trả lại, hoặc không đủ điều kiện.";
            yield break;
        }

        if (answer.Reason.Length > TransferObject.LongestReason || (answer.Outcome != TransferOutcome.Taken && answer.Reason.Trim().Length == 0))
        {
            yield return $"Trả lại hoặc kết luận không đủ điều kiện thì phải ghi lý do, nhiều nhất {TransferObject.LongestReason} ký tự.";
        }

        if (answer.CalculateSize() > TransferObject.MostAnswerBytes)
        {
            yield return $"Trả lời lớn quá {TransferObject.MostAnswerBytes / 1024} KB. Hãy nâng cấp nút tỉnh.";
        }

        if (answer.Outcome == TransferOutcome.Taken && (answer.Decision is not { Number.Length: > 0 } || answer.FirstMonth != Next(stopMonth)))
        {
            yield return $"Nơi mới chi trả từ tháng {Next(stopMonth) % 100:00}/{Next(stopMonth) / 100}, liền sau tháng nơi cũ thôi chi trả, và phải có số quyết định.";
        }
    }

    public static bool IsId(string id) => Guid.TryParseExact(id, "D", out var parsed) && parsed != Guid.Empty && id == parsed.ToString("D");

    public static bool IsHash(string hash) => Sha256().IsMatch(hash);

    /// <summary>The month after one, both yyyyMM.</summary>
    public static int Next(int month) => month % 100 == 12 ? month + 89 : month + 1;

    private static IEnumerable<string> Papers(Protos.Transfer.Transfer sent, TransferOptions limits)
    {
        if (sent.Papers.Count > limits.MostPapers)
        {
            yield return $"Hồ sơ có nhiều quá {limits.MostPapers} tệp. Hãy gửi bằng văn bản giấy.";
        }

        if (sent.Papers.Any(p => !Sha256().IsMatch(p.Hash) || p.Bytes < 1 || p.Bytes > MailboxPapers.MostBytes))
        {
            yield return $"Mỗi tệp phải có mã SHA-256 và lớn nhất {MailboxPapers.MostBytes / 1024 / 1024} MB.";
        }
        else if (sent.Papers.Sum(p => p.Bytes) > limits.MostPaperBytes)
        {
            yield return $"Tất cả tệp cộng lại lớn quá {limits.MostPaperBytes / 1024 / 1024} MB. Hãy gửi bằng văn bản giấy.";
        }
    }

    [GeneratedRegex(@"^\d{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Province();

    [GeneratedRegex(@"^\d{5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Commune();

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
