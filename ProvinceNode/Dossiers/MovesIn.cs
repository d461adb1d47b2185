using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Where a change of residence is asked for (Decree 20 Art. 8(4), policy 3.7): at the old place, which stops paying and hands the record over.
/// Only who comes from another province, with its decision in hand, files at the new place. Pure.
/// </summary>
public static class MovesIn
{
    public static readonly ProblemKind FilesAtOldPlace = new("move-files-at-old-place",
        "Chuyển nơi cư trú trong cùng tỉnh thì nộp đề nghị tại xã, phường nơi ở cũ. Nơi cũ quyết định thôi chi trả và chuyển hồ sơ đến đây; ông/bà không phải nộp lại.");

    public static readonly ProblemKind OldPlaceFirst = new("move-old-place-first",
        "Hãy nộp đề nghị tại xã, phường nơi ở cũ trước. Khi có quyết định thôi chi trả của nơi cũ, hãy ghi tháng cuối cùng nơi cũ đã chi trả và nộp tại đây.");

    /// <summary>What stands in the way of filing at the new place.</summary>
    /// <param name="province">Province of the node; null while the commune is not known.</param>
    public static IEnumerable<Problem> Faults(SubmitInput input, string? province)
    {
        if (input.ProcedureCode != Procedures.Move || province is null || !input.Requests.Any(r => r.Kind == RequestKind.MoveIn))
        {
            return [];
        }

        return input.Values["OldProvince"] == province ? [FilesAtOldPlace.At("OldProvince")] : StopMonth(input.Values) == 0 ? [OldPlaceFirst.At("StopMonth")] : [];
    }

    /// <summary>yyyyMM of the last month that the old place paid; 0 when it is not told.</summary>
    public static int StopMonth(FormValues values) =>
        SubmitFaults.ReadMonth(values["StopMonth"]) is { } month ? PayMonth.Of(BirthDate.Parse(month).Assumed).Number : 0;

    /// <summary>"Phường Ba Đình, Thành phố Hà Nội", as declared.</summary>
    public static string OldPlace(Dossier dossier)
    {
        var values = FormFacts.ValuesOf(dossier);
        return $"{VietnameseText.Clean(values["OldCommune"])}, {UnitNames.ProvinceOn(values["OldProvince"], VietnamTime.Day(dossier.SubmittedAt))}";
    }
}
