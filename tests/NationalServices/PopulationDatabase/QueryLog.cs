using System.Text.Json.Nodes;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>One answered question, without personal data: who asked, for which procedure, and the outcome.</summary>
internal sealed record Query(string MaTraLoi, string MaYeuCau, string ThaoTac, string MaCanBo, string MaDVC, string ThoiDiem, string KetQua);

/// <summary>
/// Every answered question, and the answers kept so that the same MaYeuCau gets the same answer.
/// Kept in memory for the last 50,000 questions; a restart forgets them.
/// </summary>
internal sealed class QueryLog(TimeProvider clock)
{
    private const int Longest = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> byRequest = [];
    private readonly LinkedList<Query> queries = [];
    private long last;

    /// <summary>Answers once per request id.</summary>
    /// <param name="question">The request as it was sent; its MaYeuCau, MaCanBo and MaDVC are read here.</param>
    /// <param name="again">True makes a second answer of its own instead of repeating the first: the duplicate fault.</param>
    /// <param name="answer">Makes the answer from (answer number, moment) and tells its outcome.</param>
    /// <returns>The body to send; null when the id was used for another question.</returns>
    public object? Answer(Question question, bool again, Func<string, string, (object Body, string Outcome)> answer)
    {
        lock (gate)
        {
            if (byRequest.TryGetValue(question.RequestId, out var kept))
            {
                if (kept.Operation != question.Operation || !JsonNode.DeepEquals(kept.Sent, question.Sent))
                {
                    return null;
                }

                if (!again)
                {
                    return kept.Body;
                }
            }

            var number = $"TL{++last:00000000}";
            var moment = Wire.Moment(clock);
            var (body, outcome) = answer(number, moment);
            byRequest[question.RequestId] = new Kept(question.Operation, question.Sent, body);
            queries.AddLast(new Query(number, question.RequestId, question.Operation, question.Official, question.Procedure, moment, outcome));
            if (queries.Count > Longest)
            {
                byRequest.Remove(queries.First!.Value.MaYeuCau);
                queries.RemoveFirst();
            }

            return body;
        }
    }

    /// <summary>The newest questions first; only those of one request id when it is given.</summary>
    public IReadOnlyList<Query> Newest(string? requestId, int take)
    {
        lock (gate)
        {
            return [.. queries.Reverse().Where(query => requestId is null || query.MaYeuCau == requestId).Take(take)];
        }
    }

    public long Count
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    private sealed record Kept(string Operation, JsonNode Sent, object Body);
}

/// <summary>What every question carries besides the person asked about.</summary>
internal sealed record Question(string Operation, string RequestId, string Official, string Procedure, Declared Declared, DateOnly AsOf, JsonNode Sent)
{
    /// <summary>Reads and checks a question, gathering faults. Sex is read by the confirm service only.</summary>
    public static Question Read(string operation, JsonFields fields, DateOnly today)
    {
        var requestId = fields.Required("MaYeuCau", 64);
        var procedure = fields.Required("MaDVC", 64);
        var official = fields.Required("MaCanBo", 64);
        var number = ReadNumber(fields);
        var name = fields.Required("HoVaTen", 100);
        var birth = fields.Required("NgayThangNamSinh", 10);
        if (!BirthDate.TryParse(birth, out var born) && birth.Length > 0)
        {
            fields.Fault("NgayThangNamSinh", "SAI", "Ngày sinh phải viết 1954, 1954-03, 1954-03-02 hoặc 19540302.");
        }

        if (birth.Length > 0 && born != default && born.First > today)
        {
            fields.Fault("NgayThangNamSinh", "SAI", "Ngày sinh không được sau hôm nay.");
        }

        var asOf = today;
        var reference = fields.Optional("NgayThamChieu", 10);
        if (reference.Length > 0 && !DateOnly.TryParseExact(reference, "yyyy-MM-dd", out asOf))
        {
            fields.Fault("NgayThamChieu", "SAI", "Ngày tham chiếu phải viết 2022-10-05.");
        }

        var sex = fields.Optional("GioiTinh", 1);
        if (sex is not ("" or "0" or "1" or "2" or "3"))
        {
            fields.Fault("GioiTinh", "SAI", "Giới tính phải là 0 (không rõ), 1 (nam), 2 (nữ) hoặc 3 (khác).");
        }

        return new Question(operation, requestId, official, procedure, new Declared(number, name, born, sex), asOf, fields.Source);
    }

    private static string ReadNumber(JsonFields fields)
    {
        var personal = fields.Optional("SoDinhDanh", 20);
        var oldCard = fields.Optional("SoCMND", 20);
        if (personal.Length == 0 == (oldCard.Length == 0))
        {
            fields.Fault("SoDinhDanh", personal.Length == 0 ? "THIEU" : "SAI", "Gửi đúng một trong hai: SoDinhDanh (12 chữ số) hoặc SoCMND (9 chữ số).");
        }

        if (personal.Length > 0 && !PersonalNumber.IsTwelveDigits(personal))
        {
            fields.Fault("SoDinhDanh", "SAI", "SoDinhDanh phải có đúng 12 chữ số.");
        }

        if (oldCard.Length > 0 && !PersonalNumber.IsNineDigits(oldCard))
        {
            fields.Fault("SoCMND", "SAI", "SoCMND phải có đúng 9 chữ số.");
        }

        return personal.Length > 0 ? personal : oldCard;
    }
}
