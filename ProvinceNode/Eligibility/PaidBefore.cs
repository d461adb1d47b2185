namespace ProvinceNode.Eligibility;

/// <summary>Categories paid before a month: they win ties, and a limit of age reached in the month ends them only with the next (Decree 20 Art. 8(2),
/// Circular 02/2021 Art. 2).</summary>
/// <param name="Main">Assistance or social pension; empty: none.</param>
/// <param name="SelfCare">CS.4 or CS.5, Art. 20(2)(a).</param>
/// <param name="Care">Support to household or carer.</param>
internal readonly record struct PaidBefore(string Main, string SelfCare, string Care)
{
    public static PaidBefore Of(Facts facts)
    {
        var (self, care) = ("", "");
        for (var i = 0; i < facts.CurrentCare.Count; i++)
        {
            if (facts.CurrentCare[i] is "CS.4" or "CS.5")
            {
                self = facts.CurrentCare[i];
            }
            else
            {
                care = facts.CurrentCare[i];
            }
        }

        return new(facts.CurrentCategory, self, care);
    }

    public static PaidBefore Of(in Paid paid) => new(paid.Main.CategoryCode ?? "", paid.SelfCare.CategoryCode ?? "", paid.Care.CategoryCode ?? "");

    public bool Has(string code) => code == Main || code == SelfCare || code == Care;
}
