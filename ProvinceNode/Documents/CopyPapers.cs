using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Bản sao y (Decree 30/2020 Art. 25, 26; policy 4.1 "SAO Y"): the whole of an issued paper, and under it who copied it, when, and the number in the book of copies. Pure.</summary>
public static class CopyPapers
{
    /// <param name="original">As it was issued.</param>
    /// <param name="issuer">Copying body in capitals.</param>
    /// <param name="placeAndDate">Of the copy.</param>
    public static PaperContent Of(PaperContent original, string issuer, string placeAndDate) => new()
    {
        Issuer = issuer, PlaceAndDate = placeAndDate, NumberLine = PaperStyle.Unnumbered(PaperKind.Copies), Title = "SAO Y",
        Original = original with { Annexes = [] }, Annexes = original.Annexes, Landscape = original.Landscape, Watermark = original.Watermark,
        Recipients = ["Người đề nghị sao y;", "Lưu: VT."],
        Signatures = [new SignatureBlock("CHỦ TỊCH", "", "(Ký tên, đóng dấu)")],
    };

    /// <summary>Why an official cannot have it copied, or null: the records clerk or the chairman of an office that holds it; only what is issued and holds.</summary>
    public static Problem? Refusal(IssuedPaper paper, SignedInOfficial official) =>
        official.Level is not (UnitLevel.District or UnitLevel.Commune) || !(official.May(Actions.DossierNumber) || (official.Is(Roles.Chairman) && official.May(Actions.DossierSign))) ? CommonProblems.NotAllowed.Now()
        : !paper.IsIssued || paper.Validity != PaperValidity.Valid || paper.Paper is PaperKind.CertifiedCopy or "KT6" ? PaperProblems.NotCopied.Now() : null;
}
