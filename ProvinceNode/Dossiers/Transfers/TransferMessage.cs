using System.Globalization;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using Message = Protos.Transfer.Transfer;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>What the old place knows of a move that it posts.</summary>
/// <param name="First">The dossier of the move at the old place, with its requests.</param>
/// <param name="Known">Facts and category of the last decision on him; null: none is kept.</param>
/// <param name="FromName">The old place as printed.</param>
public sealed record PostedMove(TransferHalf Half, Dossier First, Beneficiary Person, Decision Decision, (Facts Facts, string Category)? Known, string FromName, IReadOnlyList<TransferPaper> Papers);

/// <summary>A move as the object that travels, and back. What another province writes is cut to what the columns hold; what cannot be right is told. Pure.</summary>
public static class TransferMessage
{
    private const int MostName = 120;
    private const string Day = "yyyy-MM-dd";

    public static Message Of(PostedMove move)
    {
        var (half, first, person, packet) = (move.Half, move.First, move.Person, TransferPacket.Parse(move.Half.Packet));
        var path = TenantPath.Parse(half.TenantPath);
        var message = new Message
        {
            TransferId = half.TransferId.ToString("D"), Version = half.PostVersion, StopMonth = half.StopMonth,
            From = new TransferPlace { ProvinceCode = path.Province, CommuneCode = path.UnitCode, Name = move.FromName },
            To = new TransferPlace { ProvinceCode = half.OtherProvince, CommuneCode = half.OtherCommune, Name = half.OtherName },
            Decision = new TransferDecision { Number = move.Decision.Number ?? "", SignedOn = move.Decision.SignedOn.ToString(Day, CultureInfo.InvariantCulture), Issuer = move.Decision.IssuerName },
            Person = new TransferPerson
            {
                FullName = person.FullName, BirthDate = person.BirthDate, Sex = person.Sex, EthnicCode = person.EthnicCode, CitizenId = person.CitizenId, OldIdentityNumber = person.OldIdentityNumber,
                Phone = person.Phone, NewAddress = FormFacts.ValuesOf(first)["NewAddress"],
            },
            Facts = move.Known is { } known ? Appraisal.FactsToJson(known.Facts) : "", Category = move.Known?.Category ?? "", Form = FormOf(first),
        };
        message.Payments.AddRange(packet.Rows.Select(r => PaymentOf(r, packet.BeginsTold)));
        message.Papers.AddRange(move.Papers);
        return message;
    }

    /// <summary>Why the object cannot become a dossier here: it goes back with all of it.</summary>
    public static IEnumerable<string> Faults(Message sent)
    {
        var person = sent.Person ?? new TransferPerson();
        if (VietnameseText.Clean(person.FullName).Length is 0 or > MostName || !BirthDate.TryParse(person.BirthDate, out _) || person.Sex is not (1 or 2))
        {
            yield return "Hồ sơ thiếu họ tên, ngày sinh hoặc giới tính của người chuyển.";
        }

        if (person.CitizenId.Length > 0 && !CitizenId.TryParse(person.CitizenId, out _))
        {
            yield return "Số định danh của người chuyển không hợp lệ.";
        }

        if (sent.Payments.Count == 0 || PaymentsOf(sent).Count < sent.Payments.Count)
        {
            yield return "Hồ sơ không ghi chế độ đang hưởng, hoặc ghi chế độ mà nút của tỉnh không đọc được.";
        }

        if (sent.Form is not { DossierCode.Length: > 0 and <= 40 } || sent.Decision is not { Number.Length: > 0 and <= 40 })
        {
            yield return "Hồ sơ thiếu mã hồ sơ hoặc số quyết định thôi chi trả của nơi cũ.";
        }
    }

    /// <summary>What the half keeps of it.</summary>
    public static TransferPacket PacketOf(Message sent) => new(VietnameseText.Clean(sent.Person.FullName), PaymentsOf(sent), null, sent.Form.DossierCode)
    {
        Facts = sent.Facts.Length > 0 ? sent.Facts : null, Category = Cut(sent.Category, 20), Decision = TransferAnswers.DecisionWords(sent.Decision),
        BeginsTold = sent.Payments.All(p => BeginsOf(p, sent.StopMonth) is not null),
    };

    public static PersonData OwnerOf(Message sent, string communeCode, string communeName)
    {
        var person = sent.Person;
        return new PersonData
        {
            FullName = VietnameseText.Clean(person.FullName), BirthDate = person.BirthDate, Sex = person.Sex, EthnicCode = person.EthnicCode is { Length: 2 } ethnic ? ethnic : "01",
            CitizenId = person.CitizenId, OldIdentityNumber = CitizenId.IsOldCardNumber(person.OldIdentityNumber) ? CitizenId.Clean(person.OldIdentityNumber) : "",
            CommuneCode = communeCode, CommuneName = communeName, Village = Cut(person.NewAddress, PersonData.MostVillage), Phone = Cut(person.Phone, 20),
        };
    }

    public static ApplicantData ApplicantOf(Message sent) => sent.Form.ApplicantName.Length == 0 ? new ApplicantData { FullName = VietnameseText.Clean(sent.Person.FullName), CitizenId = sent.Person.CitizenId }
        : new ApplicantData
        {
            IsOwner = sent.Form.ApplicantRelation.Length == 0, FullName = Cut(sent.Form.ApplicantName, MostName), CitizenId = Cut(sent.Form.ApplicantNumber, 12),
            Relation = Cut(sent.Form.ApplicantRelation, 60), Phone = Cut(sent.Form.ApplicantPhone, 20), Address = Cut(sent.Form.ApplicantAddress, 300),
        };

    /// <summary>The request at the new place, on the form that was filled in at the old one; on none when this node does not know it.</summary>
    public static DossierRequest RequestOf(Message sent, Guid dossier, string path)
    {
        var known = DateOnly.TryParseExact(sent.Form.FormVersion, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var version) && FormCatalogue.Of(sent.Form.FormCode, version) is not null;
        return DossierRequest.Of(dossier, path, RequestKind.MoveIn, known ? sent.Form.FormCode : OwnDossier.Form, known ? version : new DateOnly(2021, 7, 1), known ? AnswersOf(sent) : "{}");
    }

    public static string Cut(string text, int most) => VietnameseText.Clean(text) is var clean && clean.Length <= most ? clean : clean[..most];

    private static string AnswersOf(Message sent)
    {
        try
        {
            return FormValues.Parse(sent.Form.Answers).ToJson();
        }
        catch (System.Text.Json.JsonException)
        {
            return "{}";
        }
        catch (InvalidOperationException)
        {
            return "{}"; // JSON, but no object
        }
    }

    private static TransferForm FormOf(Dossier first) => new()
    {
        DossierCode = first.Code, FormCode = first.Form, FormVersion = first.First.FormVersion.ToString(Day, CultureInfo.InvariantCulture), Answers = first.Answers, Channel = first.Channel,
        ApplicantName = first.Applicant.FullName, ApplicantNumber = first.Applicant.CitizenId, ApplicantRelation = first.Applicant.IsOwner ? "" : first.Applicant.Relation is { Length: > 0 } relation ? relation : "người khai thay",
        ApplicantPhone = first.Applicant.Phone, ApplicantAddress = first.Applicant.Address,
    };

    // What was written down before this node kept the first month says nothing of it.
    private static TransferPayment PaymentOf(TransferRow row, bool told)
    {
        var payment = Payment(row);
        if (told || row.BeginsIn > 0)
        {
            payment.BeginsIn = row.BeginsIn;
        }

        return payment;
    }

    private static TransferPayment Payment(TransferRow row) => new()
    {
        Kind = row.Kind.ToString(), CategoryCode = row.CategoryCode, Times = row.Times, ReceiverName = row.ReceiverName, ReceiverNumber = row.ReceiverNumber, ReceiverRelation = row.ReceiverRelation,
        Method = row.Way?.MethodCode ?? PayWay.AtPoint, AccountNumber = row.Way?.AccountNumber ?? "", AccountHolder = row.Way?.Holder ?? "", Bank = row.Way?.Bank ?? "",
    };

    // Null: not told, or nothing that is a month.
    private static int? BeginsOf(TransferPayment payment, int stop) => payment switch
    {
        { HasBeginsIn: false } or { BeginsIn: < 0 or (> 0 and < 200001) or > 299912 } => null,
        { BeginsIn: > 0 } when payment.BeginsIn % 100 is < 1 or > 12 => null,
        _ => payment.BeginsIn > stop ? payment.BeginsIn : 0,
    };

    // Coefficient and amount are the law's here (MoveInOutcome).
    private static List<TransferRow> PaymentsOf(Message sent) => [.. sent.Payments.Where(p => Enum.TryParse<EntitlementKind>(p.Kind, out var kind) && Enum.IsDefined(kind) && p.CategoryCode.Length is > 0 and <= 20 && p.Times is >= 1 and <= 20)
        .Select(p => new TransferRow(Enum.Parse<EntitlementKind>(p.Kind), p.CategoryCode, 0, 0, Cut(p.ReceiverName, MostName), Cut(p.ReceiverNumber, 12), Cut(p.ReceiverRelation, 60), p.Times,
            Way: p.Method == PayWay.ToAccount ? new PayWay(PayWay.ToAccount, Cut(p.AccountNumber, 30), Cut(p.AccountHolder, MostName), Cut(p.Bank, 100)) : PayWay.Cash,
            BeginsIn: BeginsOf(p, sent.StopMonth) ?? 0))];
}
