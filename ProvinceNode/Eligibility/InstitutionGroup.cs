namespace ProvinceNode.Eligibility;

/// <summary>Monthly nurture allowance in an institution (Decree 20 Art. 25(1)).</summary>
internal static class InstitutionGroup
{
    public static GroupRule Rule { get; } = new()
    {
        Group = "INST", Name = "Nuôi dưỡng tại cơ sở trợ giúp xã hội", Article = Articles.Nurture, Form = "07", Families = ["INST"], Kind = AwardKind.Institution,
        Receiver = ReceiverKind.Institution,
        Clauses =
        [
            new(Articles.Nurture, "Được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội", (in CaseMonth c) => c.InInstitution(whole: false),
                (in CaseMonth c) => c.InInstitution(whole: false) ? "Đang ở cơ sở trợ giúp xã hội" : "Sống tại cộng đồng"),
        ],
        Varying = (in CaseMonth c) => AdmissionClauses.Of(c),
    };
}
