using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What the worklist is made by: the law of the day and the months that are looked at. Pure.</summary>
/// <param name="From">Events back to this month are named while the registry has not followed them.</param>
/// <param name="To">Last month ahead.</param>
/// <param name="CertificateDays">Certificates that end within so many days are named.</param>
public sealed record WorklistTerms(RuleBook Rules, string Province, DateOnly Today, PayMonth From, PayMonth To, int CertificateDays)
{
    /// <summary>Months back in which something may have been overlooked.</summary>
    public const int MonthsBack = 12;

    private const int DefaultDays = 60;

    public PayMonth Month => PayMonth.Of(Today);

    /// <summary>Last day of a certificate that is named.</summary>
    public DateOnly CertificatesUntil => Today.AddDays(CertificateDays);

    public static WorklistTerms Of(RuleBook rules, string province, DateOnly today) => new(rules, province, today, PayMonth.Of(today).AddMonths(-MonthsBack), PayMonth.Of(today).AddMonths(1),
        (int)(rules.Parameter(LawParameters.WorklistCertificateDays, today)?.Value ?? DefaultDays));

    /// <summary>Whether the social pension is in the law of a month.</summary>
    public bool HasPension(PayMonth month) => Rules.CategoriesIn(month, "HT").Any();
}

/// <summary>A person as the registry has him, with what his last decision knew. Pure.</summary>
public sealed record WorklistPerson
{
    public required BirthDate Birth { get; init; }

    public required string CommuneCode { get; init; }

    public string Village { get; init; } = "";

    /// <summary>All versions of his entitlements.</summary>
    public IReadOnlyList<Entitlement> Rows { get; init; } = [];

    /// <summary>Facts of the last granting decision; null when none is kept here.</summary>
    public Facts? Decided { get; init; }

    /// <summary>Poverty by year, as the registry has it.</summary>
    public IReadOnlyList<(int Year, PovertyStatus Status)> Poverty { get; init; } = [];

    /// <summary>His certificates of the register, the newest first.</summary>
    public IReadOnlyList<DisabilityCertificate> Certificates { get; init; } = [];

    public IEnumerable<Entitlement> Running => Rows.Where(r => r.Status != EntitlementStatus.Ended);

    /// <summary>Something is paid, not only suspended.</summary>
    public bool IsPaid => Rows.Any(r => r.Status == EntitlementStatus.Active);

    /// <summary>The registry has him as dead.</summary>
    public bool Died { get; init; }

    /// <summary>Dead, or what stands last of his entitlements ended by T1. The rows of a false death stay in history when it is undone: what began since says that he lives.</summary>
    public bool IsDead => Died || Rows.Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).OrderByDescending(r => r.StartMonth).ThenByDescending(r => r.RecordedAt).FirstOrDefault()?.EndReason == Outcomes.MeasureReasons.Death;

    /// <summary>What the registry pays in a month.</summary>
    public IReadOnlyList<string> PaidIn(PayMonth month) => Codes(Rows.Where(r => r.Covers(month)).Select(r => ((string?)r.CategoryCode, r.Times)));

    public long DongIn(PayMonth month) => Rows.Where(r => r.Covers(month)).Sum(r => r.MonthlyAmount.Amount);

    /// <summary>Categories with their times, in order, so that two sets compare.</summary>
    public static IReadOnlyList<string> Codes(IEnumerable<(string? Code, int Times)> parts) =>
        [.. parts.Where(p => p.Code is not null).Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Code}×{Math.Max(1, p.Times)}")).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Codes(IEnumerable<PaidPart> parts) => Codes(parts.Select(p => (p.CategoryCode, p.Times)));
}

/// <summary>Something to be done, as the rules find it. Pure.</summary>
public sealed record WorklistItem(WorklistKind Kind, WorklistStep Step, PayMonth Month, string What)
{
    public string Effect { get; init; } = "";

    public string Why { get; init; } = "";

    public int EffectMonth { get; init; }

    public long BeforeDong { get; init; }

    public long AfterDong { get; init; }

    public DateOnly? On { get; init; }

    public required DateOnly Due { get; init; }

    /// <summary>Code of policy 3.6 for a stop or suspension; else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Answers beside reason and day that the dossier begins with.</summary>
    public IReadOnlyList<(string Field, string Value)> Told { get; init; } = [];

    public string Situation { get; init; } = "";

    public string Key => $"{Kind}|{Month.Number}|{What}" is var key && key.Length > 200 ? key[..200] : key;
}
