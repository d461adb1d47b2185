using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What a declaration of an emergency tells beside days and costs. Pure.</summary>
/// <param name="Urgent">Which of the four kinds of persons needs protection (Decree 20 Art. 18(2)).</param>
/// <param name="UrgentPaper">Decision of the province's chairman, for the fourth.</param>
public sealed record EmergencyTold(UrgentCase Urgent, string UrgentPaper)
{
    public static EmergencyTold Of(Dossier dossier) => Of(FormFacts.ValuesOf(dossier), VietnamTime.Day(dossier.SubmittedAt));

    public static EmergencyTold Of(FormValues values, DateOnly on) => new(InstitutionForms.UrgentOf(values.On(on)), values.On(on).Text("UrgentPaper"));
}
