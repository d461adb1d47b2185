namespace ProvinceNode.Dossiers.Forms;

/// <summary>All forms and their versions (policy 3.2). Pure.</summary>
public static class FormCatalogue
{
    public static IReadOnlyList<FormDefinition> All { get; } =
    [
        ChildForms.Form1a, ChildForms.Form1b, ChildForms.Form1c, ElderForms.Form1d, ElderForms.Form1dSince2025, Form1dd.Definition,
        CareForms.Form2a, CareForms.Form2b, CareForms.Form03, FuneralForms.Form04, FuneralForms.Form02Of176, FuneralForms.Emergency,
        EmergencyForms.Form5a, EmergencyForms.Form5b, EmergencyForms.Form06, EmergencyForms.Injured, EmergencyForms.InjuredAtHome, InstitutionForms.Form07, ContractForm.Definition, InstitutionForms.Form09,
        ElderForms.Form01Of176, CertificateForms.Determination, CertificateForms.Exchange, OwnGroupForm.Definition, .. RequestForms.All,
    ];

    /// <summary>The version that a dossier was made on.</summary>
    public static FormDefinition? Of(string code, DateOnly version) => All.FirstOrDefault(f => f.Code == code && f.Version == version);

    /// <summary>The version in force on a day.</summary>
    public static FormDefinition? On(string code, DateOnly day) => All.FirstOrDefault(f => f.Code == code && f.IsInForce(day));
}
