namespace ProvinceNode.Eligibility;

/// <summary>Group 6 (Decree 20 Art. 5(6), Art. 6(1)(e)): severely and extremely severely disabled people. Not means-tested.</summary>
internal static class DisabledGroup
{
    public static GroupRule Rule { get; } = new()
    {
        Group = "6", Name = "Người khuyết tật nặng, đặc biệt nặng", Article = Articles.Group6, Form = "1đ", Families = ["6.n", "6.dbn"], Bit = 1 << 8,
        Pick = (in CaseMonth c) => c.Degree == DisabilityDegree.ExtremelySevere ? 1 : 0, Start = StartKind.Certificate, JoinsGroup4 = true,
        Clauses = [CommonClauses.Certificate, CommonClauses.Severe(Articles.Group6)],
    };
}
