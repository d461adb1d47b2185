using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What is given once, as the rules of <see cref="OneOff"/> answer it for a case (policy 2.2–2.4). Pure.</summary>
public static class Aids
{
    /// <summary>Aids that a procedure can give, the usual one first.</summary>
    public static IReadOnlyList<AidKind> Of(string procedure) => procedure switch
    {
        Procedures.EmergencyTreatment => [AidKind.Treatment],
        Procedures.InjuryAtHome => [AidKind.InjuryAtHome],
        Procedures.EmergencyFuneral => [AidKind.DisasterFuneral, AidKind.UnclaimedFuneral],
        Procedures.EmergencyHousing => [AidKind.HouseLost, AidKind.Relocation, AidKind.HouseDamaged],
        Procedures.EmergencyCare => [AidKind.EmergencyCare],
        _ => [],
    };

    /// <summary>The aid that was chosen, or the only one; null when it is none of the procedure's.</summary>
    public static AidKind? Chosen(Case found) => Chosen(found.Dossier, found.Measure);

    /// <inheritdoc cref="Chosen(Case)"/>
    public static AidKind? Chosen(Dossier dossier, Measure measure) => Chosen(dossier.ProcedureCode, measure);

    /// <inheritdoc cref="Chosen(Case)"/>
    public static AidKind? Chosen(string procedure, Measure measure)
    {
        var aids = Of(procedure);
        return measure.Aid is { } asked ? aids.Contains(asked) ? asked : null : aids.Count == 1 ? aids[0] : null;
    }

    /// <summary>The answer for an aid, with proven costs; the day of the event must be known.</summary>
    public static OneOffAnswer Ask(Case found, AidKind aid)
    {
        var (on, rules, province) = (found.Measure.On!.Value, found.Context.Rules, found.Commune.Province);
        return aid switch
        {
            AidKind.Treatment => OneOff.Injury(on, found.Measure.Days, rules, province, found.Measure.Relatives ?? FormFacts.ValuesOf(found.Dossier)["HasRelatives"] == "yes"),
            AidKind.InjuryAtHome => OneOff.Injury(on, found.Measure.Days, rules, province, atHome: true),
            AidKind.HouseLost => OneOff.House(on, HouseDamage.Lost, found.Measure.Hard, rules),
            AidKind.Relocation => OneOff.House(on, HouseDamage.Moved, found.Measure.Hard, rules),
            AidKind.HouseDamaged => OneOff.House(on, HouseDamage.Damaged, found.Measure.Hard, rules),
            AidKind.EmergencyCare => Care(found, on),
            _ => Funeral(found, on, aid),
        };
    }

    /// <summary>The ground that is paid.</summary>
    public static OneOffTrial? Ground(OneOffAnswer answer) => answer.Trials.FirstOrDefault(t => t.Code == answer.Code);

    /// <summary>Printed article of what is paid.</summary>
    public static string Article(OneOffAnswer answer) => Ground(answer)?.Clauses[0].Article ?? "";

    /// <summary>The sum with its article, as a payment keeps it.</summary>
    public static string Arithmetic(OneOffAnswer answer) =>
        answer.Arithmetic.Contains(Article(answer), StringComparison.Ordinal) ? answer.Arithmetic : $"{answer.Arithmetic} ({Article(answer)})";

    public static OneOffKind PaymentOf(AidKind kind) => kind switch
    {
        AidKind.Funeral or AidKind.DisasterFuneral or AidKind.UnclaimedFuneral => OneOffKind.Funeral,
        AidKind.Treatment or AidKind.InjuryAtHome => OneOffKind.Treatment,
        AidKind.EmergencyCare => OneOffKind.EmergencyCare,
        _ => OneOffKind.Housing,
    };

    public static string Name(AidKind kind) => kind switch
    {
        AidKind.Funeral => "hỗ trợ chi phí mai táng",
        AidKind.DisasterFuneral => "hỗ trợ khẩn cấp chi phí mai táng cho hộ gia đình",
        AidKind.UnclaimedFuneral => "hỗ trợ khẩn cấp chi phí mai táng cho cơ quan, tổ chức, cá nhân đứng ra mai táng khi không có người nhận trách nhiệm",
        AidKind.InjuryAtHome => "hỗ trợ khẩn cấp người bị thương nặng tại nơi cư trú",
        AidKind.Treatment => "hỗ trợ khẩn cấp chi phí điều trị người bị thương nặng",
        AidKind.HouseLost => "hỗ trợ làm nhà ở do nhà bị đổ, sập, trôi, cháy hoàn toàn",
        AidKind.Relocation => "hỗ trợ di dời nhà ở khẩn cấp",
        AidKind.HouseDamaged => "hỗ trợ sửa chữa nhà ở bị hư hỏng nặng",
        _ => "hỗ trợ chăm sóc, nuôi dưỡng đối tượng cần bảo vệ khẩn cấp",
    };

    /// <summary>What is paid where no more than its kind is known.</summary>
    public static string Name(OneOffKind kind) => kind switch
    {
        OneOffKind.Funeral => "hỗ trợ chi phí mai táng", OneOffKind.Treatment => "hỗ trợ khẩn cấp người bị thương nặng", OneOffKind.Housing => "hỗ trợ làm nhà ở, sửa chữa nhà ở",
        _ => "hỗ trợ chăm sóc, nuôi dưỡng đối tượng cần bảo vệ khẩn cấp",
    };

    // Meals, treatment and transport, each by its article (Circular 02/2021 Art. 3).
    private static OneOffAnswer Care(Case found, DateOnly on)
    {
        var (measure, told) = (found.Measure, found.Measure.Told ?? EmergencyTold.Of(found.Dossier));
        return EmergencyCosts.Of(new(BirthDate.Parse(found.Dossier.Owner.BirthDate), told.Urgent, told.UrgentPaper, on, on.AddDays(measure.Days - 1), GivenOnce.CareDays(found))
        {
            HealthCard = measure.HealthCard, TreatmentDong = measure.TreatmentDong, Transport = measure.Transport, TransportDong = measure.TransportDong, Kilometres = measure.Kilometres, PetrolDong = measure.PetrolDong,
        }, found.Context.Rules);
    }

    private static OneOffAnswer Funeral(Case found, DateOnly on, AidKind aid)
    {
        var (month, claimed) = (PayMonth.Of(on), found.Measure.Deceased);
        var answer = OneOff.Funeral(new FuneralCase
        {
            DiedOn = on, Birth = BirthDate.Parse(found.Dossier.Owner.BirthDate),
            CurrentCategory = found.Rows.FirstOrDefault(r => r.Kind is EntitlementKind.Assistance or EntitlementKind.SocialPension && r.Covers(month))?.CategoryCode ?? OnTheWay(found),
            ChildOfGroup4 = claimed == DeceasedCase.Child, SurvivorBenefit = claimed == DeceasedCase.Survivor,
            InInstitution = claimed == DeceasedCase.Institution || found.Rows.Any(r => r.Kind == EntitlementKind.Institution && r.Covers(month)),
            Emergency = aid == AidKind.DisasterFuneral, Unclaimed = aid == AidKind.UnclaimedFuneral, ActualDong = found.Measure.CostDong,
            Undecided = claimed == DeceasedCase.Undecided ? found.AskedPension ?? found.Appraisal.Facts : null, OtherDong = found.FuneralPaidDong,
        }, found.Context.Rules, found.Commune.Province);
        // One sum, the highest (Art. 11(3)): what was paid before on a lower ground is taken off.
        return !answer.Eligible || found.FuneralPaidDong == 0 ? answer : answer with
        {
            Dong = answer.Dong - found.FuneralPaidDong,
            Arithmetic = $"{answer.Arithmetic}; trừ {new Dong(found.FuneralPaidDong)} đã hỗ trợ mai táng trước đây = {new Dong(answer.Dong - found.FuneralPaidDong)}",
        };
    }

    // Who died between two places still was a beneficiary: the old one had stopped only for the move (Decree 20 Art. 8(4)).
    private static string OnTheWay(Case found) => found.InTransit is { } half
        ? TransferPacket.Parse(half.Packet).Rows.FirstOrDefault(r => r.Kind is EntitlementKind.Assistance or EntitlementKind.SocialPension)?.CategoryCode ?? "" : "";
}
