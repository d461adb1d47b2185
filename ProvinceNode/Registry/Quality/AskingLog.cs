using ProvinceNode.Platform;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Registry.Quality;

/// <summary>Who asks, and what for.</summary>
/// <param name="OfficePath">Office that asks; the dossier's or province's when the system asks by itself.</param>
/// <param name="OfficialId">Null: the system.</param>
/// <param name="Purpose">Code of a dossier, or the purpose that was stated.</param>
public sealed record Asker(AskingKind Kind, string OfficePath, Guid? OfficialId, string Purpose, Guid? DossierId);

/// <summary>Keeps each answered question to the population database beside the act that it belongs to. The caller saves.</summary>
public sealed class AskingLog(NodeDb db, AskingKey key, VietnamTime time)
{
    public const int LongestPurpose = 200;

    /// <param name="number">As it was asked; 12 or 9 digits.</param>
    public void Note(Asker asker, string number, string birthDate, VerifyOutcome outcome, string answerId, bool reused = false)
    {
        var kind = outcome switch
        {
            VerifyOutcome.Matched => AnswerKind.Matched,
            VerifyOutcome.NotMatched => AnswerKind.Differs,
            VerifyOutcome.NotFound => AnswerKind.NotFound,
            _ => AnswerKind.None,
        };
        // Nobody was asked, or nobody answered.
        if (kind == AnswerKind.None || answerId.Length == 0 || number.Length == 0)
        {
            return;
        }

        db.Add(new PopulationAsking
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), PersonHash = key.Of(number, birthDate), Kind = asker.Kind, At = time.UtcNow, OfficePath = asker.OfficePath, OfficialId = asker.OfficialId,
            Purpose = asker.Purpose.Length <= LongestPurpose ? asker.Purpose : asker.Purpose[..LongestPurpose], DossierId = asker.DossierId, Outcome = kind,
            AnswerId = answerId.Length <= 80 ? answerId : answerId[..80], Reused = reused,
        });
    }
}
