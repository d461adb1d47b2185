using Protos.Values;
using ProvinceNode.Dossiers.Forms;

namespace ProvinceNode.Dossiers;

/// <summary>Turns a declaration without faults into the dossier's person and applicant. Pure; call only when <see cref="FormCheck"/> found nothing.</summary>
public static class SubmitMapping
{
    /// <summary>The person whose dossier it is; the residence of every form is the dossier's.</summary>
    public static PersonData Owner(FormSet set, FormValues values, string communeName, DateOnly today)
    {
        var (scope, prefix) = (values.On(today), set.First.Owner);
        var number = CitizenId.Clean(scope[prefix + "CitizenId"]);
        return new PersonData
        {
            FullName = scope.Text(prefix + "FullName"), BirthDate = scope.Birth(prefix + "Birth")!.Value.ToString(),
            Sex = scope.Count(prefix + "Sex")!.Value, EthnicCode = scope.Is(prefix + "EthnicCode", "") ? "01" : scope[prefix + "EthnicCode"],
            CitizenId = number.Length == 12 ? number : "", OldIdentityNumber = number.Length == 9 ? number : "",
            CommuneCode = scope["CommuneCode"], CommuneName = communeName, Village = scope.Text("Village"), Phone = PersonRules.Phone(scope["Phone"]) ?? "",
        };
    }

    public static ApplicantData Applicant(FormSet set, FormValues values, DateOnly today)
    {
        var scope = values.On(today);
        return set.First.Declarant switch
        {
            Declarant.Carer => Of(scope, "Carer", scope.Text("CarerRelation"), "CarerPhone", "CarerAddress"),
            Declarant.Burier when scope.Is("BurierKind", "organization") => Of(scope, "Burier", "cơ quan, tổ chức mai táng", "BurierPhone", "BurierAddress")
                with { FullName = scope.Text("BurierOrganization") },
            Declarant.Burier => Of(scope, "Burier", scope.Text("BurierRelation"), "BurierPhone", "BurierAddress"),
            Declarant.OwnerOrOther when scope.Is("DeclaredBy", "other") => new ApplicantData
            {
                IsOwner = false, FullName = scope.Text("ApplicantName"), CitizenId = CitizenId.Clean(scope["ApplicantCitizenId"]), Relation = scope.Text("ApplicantRelation"),
                Phone = PersonRules.Phone(scope["ApplicantPhone"]) ?? PersonRules.Phone(scope["Phone"]) ?? "", Address = scope.Text("ApplicantAddress"),
            },
            _ => new ApplicantData
            {
                IsOwner = true, FullName = scope.Text(set.First.Owner + "FullName"), CitizenId = CitizenId.Clean(scope[set.First.Owner + "CitizenId"]),
                Phone = PersonRules.Phone(scope["Phone"]) ?? "", Address = scope.Text("Village"),
            },
        };
    }

    private static ApplicantData Of(FormScope scope, string prefix, string relation, string phone, string address) => new()
    {
        IsOwner = false, FullName = scope.Text(prefix + "FullName"), CitizenId = CitizenId.Clean(scope[prefix + "CitizenId"]), Relation = relation,
        Phone = PersonRules.Phone(scope[phone]) ?? PersonRules.Phone(scope["Phone"]) ?? "", Address = scope.Text(address),
    };
}
