using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What a change does to the rows once it is approved, and the sentence that says so.</summary>
/// <param name="Words">For the list of changes and the act.</param>
public sealed record RulePlan(string Words)
{
    /// <summary>Row to add, or null.</summary>
    public object? Add { get; init; }

    /// <summary>Row that ends on <see cref="LastDay"/>, or null.</summary>
    public object? End { get; init; }

    public DateOnly LastDay { get; init; }

    /// <summary>Stored row whose numbers <see cref="Add"/> takes the place of, because both begin on the same day; or null.</summary>
    public object? Replace { get; init; }

    /// <summary>More that the same proposal changes: neighbours of a bracket of ages, rows of a sheet.</summary>
    public IReadOnlyList<RulePlan> Also { get; init; } = [];

    /// <summary>Task that is settled by it, or null.</summary>
    public RuleConflict? Settles { get; init; }

    /// <summary>Whether the task's row is put in force.</summary>
    public bool Applies { get; init; }

    /// <summary>First day on which something is different.</summary>
    public DateOnly Since { get; init; }

    /// <summary>Most characters that a proposal keeps of its sentence, see <see cref="RuleChange"/>.</summary>
    public const int MostWords = 1000;

    /// <summary>The sentence as a proposal keeps it.</summary>
    public string WordsKept => Words.Length <= MostWords ? Words : Words[..(MostWords - 1)] + "…";

    /// <summary>Everything that it changes.</summary>
    public IEnumerable<RulePlan> All => Also.Prepend(this);

    /// <summary>Rows that end, each with its last day.</summary>
    public IReadOnlyDictionary<object, DateOnly> Endings
    {
        get
        {
            var endings = new Dictionary<object, DateOnly>(ReferenceEqualityComparer.Instance);
            foreach (var part in All.Where(p => p.End is not null))
            {
                endings[part.End!] = part.LastDay;
            }

            return endings;
        }
    }
}

/// <summary>Everything that a change is judged against.</summary>
/// <param name="Communes">Codes of the province's communes of any time.</param>
public sealed record RuleGround(string Province, LawRows Rows, IReadOnlyList<StepRule> Steps, IReadOnlySet<string> Communes)
{
    /// <summary>Texts that the province cites beside or in the place of the shipped ones.</summary>
    public IReadOnlyList<LegalBasisRow> Laws { get; init; } = [];

    /// <summary>Who does what since when: shipped rows and the province's own.</summary>
    public IReadOnlyList<AuthorityRule> Authority { get; init; } = [];

    /// <summary>Shipped rows that wait to be settled.</summary>
    public IReadOnlyList<RuleConflict> Conflicts { get; init; } = [];

    /// <summary>The province itself with its names and days, e.g. Tỉnh Thừa Thiên Huế and since 2025 Thành phố Huế.</summary>
    public IReadOnlyList<AdministrativeUnit> ProvinceUnits { get; init; } = [];

    /// <summary>The People's Council as its resolutions of a day name it: of a province, or of a city under the central government.</summary>
    public string CouncilOn(DateOnly day) =>
        (ProvinceUnits.FirstOrDefault(u => u.HoldsOn(day)) ?? ProvinceUnits.MaxBy(u => u.ValidFrom))?.Name.StartsWith("Thành phố", StringComparison.OrdinalIgnoreCase) == true ? "Hội đồng nhân dân thành phố" : "Hội đồng nhân dân tỉnh";

    /// <summary>The communes with their names and days.</summary>
    public IReadOnlyList<AdministrativeUnit> CommuneUnits { get; init; } = [];

    /// <summary>Name of a commune as it was on a day, else as it is known; its code when it is unknown.</summary>
    public string NameOf(string commune, DateOnly day) =>
        (CommuneUnits.FirstOrDefault(u => u.Code == commune && u.HoldsOn(day)) ?? CommuneUnits.FirstOrDefault(u => u.Code == commune))?.Name ?? commune;

    /// <summary>Choices that only the rows know: steps, and rows of the province that can be ended.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Choices => new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>(StringComparer.Ordinal)
    {
        ["Step"] = LastSteps.OrderBy(s => s.Procedure, StringComparer.Ordinal).ThenBy(s => s.Id)
            .Select(s => KeyValuePair.Create(Key(s), $"{s.Procedure} – {(s.Regime == "3T" ? "ba cấp" : s.Regime == "2T" ? "hai cấp" : "mọi mô hình")} – {RuleFields.StepName(s.Step)} ({s.Days} {(s.WorkingDays ? "ngày làm việc" : "ngày")})")).ToList(),
        ["CategoryCode"] = Rows.Categories.GroupBy(c => c.Code).Select(g => g.MaxBy(c => c.ValidFrom)!).Where(c => c.ValidTo is null)
            .Select(c => KeyValuePair.Create(c.Code, $"{c.Code}: {c.Label} (hệ số {VietnameseFormat.Coefficient(c.CoefficientHundredths)})")).ToList(),
        ["Conflict"] = Conflicts.Select(c => KeyValuePair.Create(c.Key, c.Words)).ToList(),
        ["Target"] = Own().Select(o => KeyValuePair.Create(o.Key, o.Words)).ToList(),
    };

    /// <summary>The newest row of each step: the one that a change ends.</summary>
    public IEnumerable<StepRule> LastSteps => Steps.GroupBy(Key).Select(g => g.MaxBy(s => s.ValidFrom)!);

    public static string Key(StepRule step) => $"{step.Procedure}|{step.Regime}|{step.Step}";

    /// <summary>Rows of the province's own, with a key and words.</summary>
    public IEnumerable<(string Key, string Words, object Row, DateOnly From, DateOnly? To)> Own() =>
    [
        .. Rows.Levels.Where(l => l.ProvinceCode == Province).Select(l => ($"level-{l.Id}", $"Mức {new Dong(l.Amount)} từ {VietnameseFormat.Date(l.ValidFrom)} ({l.Legal})", (object)l, l.ValidFrom, l.ValidTo)),
        .. Rows.Supplements.Where(s => s.ProvinceCode == Province).Select(s => ($"supplement-{s.Id}", $"Hỗ trợ thêm từ {VietnameseFormat.Date(s.ValidFrom)} ({s.Legal})", (object)s, s.ValidFrom, s.ValidTo)),
        .. Rows.ExtraGroups.Where(e => e.IsNational || e.ProvinceCode == Province).Select(e => ($"group-{e.Id}", $"{e.Label} từ {VietnameseFormat.Date(e.ValidFrom)} ({e.Legal})", (object)e, e.ValidFrom, e.ValidTo)),
        .. Authority.Where(a => a.ByProvince).Select(a => ($"authority-{a.Id}", $"{Authorities.Names[a.Role]}: {a.Title}, từ {VietnameseFormat.Date(a.ValidFrom)} ({a.Legal})", (object)a, a.ValidFrom, a.ValidTo)),
        .. Laws.Select(l => ($"basis-{l.Id}", $"Căn cứ: {l.Text}", (object)l, l.ValidFrom, l.ValidTo)),
        .. Rows.SpecialAreas.Where(a => Communes.Contains(a.CommuneCode)).Select(a => ($"area-{a.Id}", $"Xã {a.CommuneCode}{(a.Village.Length > 0 ? ", " + a.Village : "")} từ {VietnameseFormat.Date(a.ValidFrom)}", (object)a, a.ValidFrom, a.ValidTo)),
    ];
}
