using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A move of residence (Decree 20 Art. 8(3)–(4), policy 3.7).</summary>
public sealed record MovePaper
{
    public required PaperPerson Person { get; init; }

    public required IReadOnlyList<PaperAward> Awards { get; init; }

    /// <summary>Last month that the old place pays.</summary>
    public required PayMonth LastMonth { get; init; }

    /// <summary>Where he goes, e.g. phường Điện Biên, thành phố Thanh Hóa, tỉnh Thanh Hóa.</summary>
    public required string NewPlace { get; init; }

    /// <summary>Committee of the new commune, e.g. Ủy ban nhân dân phường Điện Biên.</summary>
    public required string NewCommittee { get; init; }

    /// <summary>Papers of the file that goes with the letter.</summary>
    public IReadOnlyList<string> Enclosures { get; init; } = [];

    public string Proposal { get; init; } = "";
}

/// <summary>What a new place takes over.</summary>
/// <param name="OldPlace">Where he comes from.</param>
/// <param name="StopDecision">Number, date and body of the decision of the old place.</param>
public sealed record ArrivalPaper(PaperPerson Person, IReadOnlyList<PaperAward> Awards, string OldPlace, string StopDecision, string Proposal = "");

/// <summary>D17: decision to stop paying at the old place and the letter that sends the file; the decision of the new place (policy 3.7, 4.3). Pure.</summary>
public static class MovePapers
{
    /// <summary>D17, first half: quyết định thôi chi trả tại nơi cư trú cũ.</summary>
    public static PaperContent StopPaying(PaperScene scene, MovePaper move, SignedInOfficial signer)
    {
        var about = $"thôi chi trả {ChangePapers.Kinds(move.Awards)} do thay đổi nơi cư trú";
        return DecisionPapers.Decision(scene, about, ChangePapers.Topics(move.Awards), move.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} đối với {move.Person.Described(scene.Today)}.",
                .. Paid(move.Awards),
                $"Nơi cư trú mới: {move.NewPlace}. Chi trả tại {scene.Inside(scene.Commune)} đến hết tháng {move.LastMonth}; thôi chi trả kể từ tháng {move.LastMonth.AddMonths(1)}. Nơi hưởng mới chi trả từ tháng {move.LastMonth.AddMonths(1)}.",
                $"Điều 2. {scene.AppraiserName} gửi văn bản kèm theo hồ sơ của đối tượng đến {move.NewCommittee} để tiếp tục thực hiện chính sách theo quy định.",
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
            Recipients = ["Như Điều 3;", $"{move.NewCommittee};", "Tổ chức dịch vụ chi trả;", $"Lưu: VT, {scene.Letters(scene.Decider)}."],
        };
    }

    /// <summary>D17, second half: công văn chuyển hồ sơ, before it is signed.</summary>
    /// <param name="decision">Number and date of the decision, e.g. Quyết định số 05/QĐ-UBND ngày 05/10/2022.</param>
    public static PaperContent Letter(PaperScene scene, MovePaper move, string decision)
    {
        // A division of a district writes itself; a two-tier commune writes as the committee.
        var own = scene.TwoTier;
        var (superior, issuer) = own ? PaperStyle.Committee(scene, scene.Decider) : PaperStyle.Division(scene);
        var sender = own ? scene.Committee(scene.Decider) : scene.AppraiserName;
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), Title = "CÔNG VĂN", DossierCode = scene.DossierCode,
            NumberLine = PaperStyle.Unnumbered(own ? "UBND-VHXH" : scene.DivisionLetters), Summary = "V/v chuyển hồ sơ đối tượng bảo trợ xã hội thay đổi nơi cư trú", Addressees = [move.NewCommittee],
            Paragraphs =
            [
                $"{sender} chuyển đến {move.NewCommittee} hồ sơ của {move.Person.Described(scene.Today)}.",
                .. Paid(move.Awards),
                $"Đối tượng chuyển đến cư trú tại {move.NewPlace}. {decision} thôi chi trả kể từ tháng {move.LastMonth.AddMonths(1)}.",
                $"Đề nghị {move.NewCommittee} xem xét, thực hiện chi trả từ tháng {move.LastMonth.AddMonths(1)} theo quy định./.",
            ],
            ItemsTitle = move.Enclosures.Count > 0 ? "Hồ sơ gửi kèm theo gồm:" : "", Items = [.. move.Enclosures.Select(NeutralWords.Paper)],
            Recipients = ["Như trên;", "Đối tượng;", $"Lưu: VT, {scene.DivisionLetters}."],
            Signatures = [new SignatureBlock(own ? "CHỦ TỊCH" : "TRƯỞNG PHÒNG", "", "(Ký tên, đóng dấu)")],
        };
    }

    /// <summary>D14 of the new place: it goes on paying from the month after the stop month.</summary>
    public static PaperContent Arrival(PaperScene scene, ArrivalPaper arrival, SignedInOfficial signer)
    {
        var about = $"{ChangePapers.Kinds(arrival.Awards)} đối với đối tượng thay đổi nơi cư trú";
        return DecisionPapers.Decision(scene, about, ChangePapers.Topics(arrival.Awards), arrival.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. Thực hiện chi trả {ChangePapers.Kinds(arrival.Awards)} cho {arrival.Person.Described(scene.Today)}; chuyển đến từ {arrival.OldPlace} theo {arrival.StopDecision}.",
                .. arrival.Awards.SelectMany(a => new[] { a.CategorySentence(), a.AmountSentence() }),
                "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả.",
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>1.001758: notice that payment goes on at the new address within the district, without a new decision; a two-tier commune writes as the committee.</summary>
    public static PaperContent Within(PaperScene scene, MovePaper move, SignedInOfficial head)
    {
        var own = scene.TwoTier;
        var (superior, issuer) = own ? PaperStyle.Committee(scene, scene.Decider) : PaperStyle.Division(scene);
        var (sender, letters) = own ? (scene.Committee(scene.Decider), "UBND") : (scene.AppraiserName, scene.DivisionLetters);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), Title = "THÔNG BÁO", DossierCode = scene.DossierCode,
            NumberLine = PaperStyle.Unnumbered($"TB-{letters}"), Summary = "Về việc chi trả trợ cấp tại nơi cư trú mới", Addressees = [move.NewCommittee, $"{move.Person.FormOfAddress(scene.Today)} {move.Person.FullName}"],
            Paragraphs =
            [
                $"{sender} thông báo chi trả {ChangePapers.Kinds(move.Awards)} của {move.Person.Described(scene.Today)} tại nơi cư trú mới: {move.NewPlace}.",
                .. Paid(move.Awards),
                $"Thời gian chi trả tại nơi cư trú mới: kể từ tháng {move.LastMonth.AddMonths(1)}.",
            ],
            Recipients = ["Như trên;", "Tổ chức dịch vụ chi trả;", $"Lưu: VT, {scene.DivisionLetters}."],
            Signatures = [PaperStyle.Signer(own ? "CHỦ TỊCH" : "TRƯỞNG PHÒNG", head)],
        };
    }

    private static IEnumerable<string> Paid(IReadOnlyList<PaperAward> awards) => awards.Select(a =>
        $"Đang hưởng {a.KindWords}{ChangePapers.By(a)}: {a.Label} quy định tại {a.Article}{ChangePapers.Coefficient(a)}; mức {new Dong(a.MonthlyDong)}/tháng.");
}
