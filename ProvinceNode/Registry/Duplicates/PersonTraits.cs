namespace ProvinceNode.Registry.Duplicates;

/// <summary>What two records of people are compared by; empty where it is not known. A row of an import is compared as a stored person is. Pure.</summary>
/// <param name="BirthDate">1954, 1954-03 or 1954-03-02.</param>
/// <param name="Sex">1 nam, 2 nữ, 0 unknown.</param>
/// <param name="CitizenId">12 digits.</param>
/// <param name="OldIdentityNumber">9 digits.</param>
/// <param name="Province">Two digits of the province whose registry it is.</param>
public sealed record PersonTraits(
    string FullName, string BirthDate, int Sex, string CitizenId, string OldIdentityNumber, string Province, string CommuneCode, string Village, string Phone)
{
    /// <summary>Names of who takes the money for him or looks after him.</summary>
    public IReadOnlyList<string> Guardians { get; init; } = [];

    public static PersonTraits Of(Beneficiary person) => new(
        person.FullName, person.BirthDate, person.Sex, person.CitizenId, person.OldIdentityNumber, person.TenantPath[..2], person.CommuneCode, person.Village, person.Phone);
}

/// <summary>One thing that speaks for or against two records being one person. Holds no name and no number, so that it may be shown where those are not.</summary>
/// <param name="Points">Positive speaks for one person, negative against.</param>
public sealed record DuplicateReason(string Code, int Points, string Sentence);

/// <summary>How likely two records are one person, and why.</summary>
/// <param name="Score">0–100.</param>
public sealed record DuplicateJudgment(int Score, IReadOnlyList<DuplicateReason> Reasons)
{
    /// <summary>From this score on somebody should look.</summary>
    public const int Candidate = 50;

    private const int Likely = 65;
    private const int VeryLikely = 85;

    public bool IsCandidate => Score >= Candidate;

    /// <summary>The score in words.</summary>
    public static string Words(int score) => score >= VeryLikely ? "Rất có thể là một người" : score >= Likely ? "Có thể là một người" : score >= Candidate ? "Cần xem xét" : "Ít khả năng là một người";
}
