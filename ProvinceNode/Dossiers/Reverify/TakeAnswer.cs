using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>What an official decides about an answer of the population database.</summary>
/// <param name="Version">Of the answer that he saw.</param>
/// <param name="Fields">Fields whose value he takes over; names of <see cref="PersonFields"/>.</param>
public sealed record TakeAnswerInput(Guid Id, long Version, IReadOnlyList<string> Fields);

/// <summary>Why the registry's own values stay.</summary>
public sealed record KeepOwnInput(Guid Id, long Version, string Reason);

/// <summary>
/// Xử lý kết quả đối chiếu: field by field an official takes over what the population database has, or keeps what the registry has and says on what grounds. Nothing is taken over
/// by itself (policy 8.2).
/// </summary>
public sealed class TakeAnswer(NodeDb db, VietnamTime time)
{
    public const int FewestWhy = 10;

    public static readonly ProblemKind ChooseFields = new("answer-choose", "Hãy chọn ít nhất một mục để nhận giá trị của dữ liệu dân cư.");

    public static readonly ProblemKind NothingToKeep = new("answer-nothing-to-keep", "Kết quả đối chiếu này không có gì trái với sổ. Hãy mở lại trang để xem kết quả mới nhất.");

    public static readonly ProblemKind AnswerOld = new("answer-old", "Thông tin của người này đã sửa sau lần hỏi nên kết quả đối chiếu này không còn đúng. Hệ thống sẽ hỏi lại; hãy xem kết quả mới.");

    public static readonly ProblemKind WhyNeeded = new("answer-why", "Hãy nêu căn cứ giữ giá trị của sổ, ít nhất {0} ký tự, ví dụ giấy tờ đã xem.");

    /// <returns>Fields that changed.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> AcceptAsync(TakeAnswerInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.RegistryEdit))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var found = await FindAsync(input.Id, input.Version, cancel);
        if (!found.Succeeded)
        {
            return found.Problems.ToList();
        }

        var (person, answer) = found.Value;
        var chosen = answer.Suggested.Where(s => input.Fields.Contains(s.Field)).ToList();
        if (chosen.Count == 0)
        {
            return ChooseFields.Now();
        }

        if (await FaultsAsync(person, chosen, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var act = Act.By(official, ActKinds.AcceptAnswer, time.UtcNow, $"Nhận từ dữ liệu dân cư: {string.Join(", ", chosen.Select(c => PersonFields.Label(c.Field)))}", answer.AnswerId).On("beneficiary", person.Id);
        var rest = answer.Suggested.Except(chosen).ToList();
        var values = chosen.ConvertAll(c => new FieldValue(c.Field, c.Value));
        // Nothing of the answer may contradict the registry any more; and as the values are the database's own, it need not be asked anew because of them.
        var settled = answer.Kind == AnswerKind.Differs && rest.TrueForAll(s => s.Completes);
        values.Add(new(nameof(Beneficiary.IdentityStatus), settled ? nameof(IdentityStatus.Matched) : person.IdentityStatus));
        answer.Kind = settled ? AnswerKind.Matched : answer.Kind;
        var changed = PersonFields.Set(db, person, values, new Origin(OriginKind.Population, answer.AnswerId, act.At, official.FullName));
        answer.Suggest(rest);
        answer.Version++;
        return await db.SaveAsync(act, cancel) ? new List<string>(changed) : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Keeps what the registry has against a contradiction, or against nobody having the number.</summary>
    public async Task<Outcome<Beneficiary>> KeepOwnAsync(KeepOwnInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.IdentityOverride))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var why = input.Reason.Trim();
        if (why.Length is < FewestWhy or > PersonEntry.LongestReason)
        {
            return why.Length < FewestWhy ? WhyNeeded.At(nameof(input.Reason), FewestWhy) : CommonProblems.TooLong.At(nameof(input.Reason), "Căn cứ", PersonEntry.LongestReason, why.Length);
        }

        var found = await FindAsync(input.Id, input.Version, cancel);
        if (!found.Succeeded)
        {
            return found.Problems.ToList();
        }

        var (person, answer) = found.Value;
        if (answer.Kind is not (AnswerKind.Differs or AnswerKind.NotFound))
        {
            return NothingToKeep.Now();
        }

        var act = Act.By(official, ActKinds.KeepOwn, time.UtcNow, why, answer.AnswerId).On("beneficiary", person.Id);
        PersonFields.Set(db, person, [new(nameof(Beneficiary.IdentityStatus), nameof(IdentityStatus.Overridden))], new Origin(OriginKind.Official, "", act.At, official.FullName));
        answer.Suggest(answer.Suggested.Where(s => s.Completes));
        answer.Version++;
        return await db.SaveAsync(act, cancel) ? person : CommonProblems.ChangedMeanwhile.Now();
    }

    private async Task<Outcome<(Beneficiary Person, PopulationAnswer Answer)>> FindAsync(Guid id, long version, CancellationToken cancel)
    {
        var person = await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == id, cancel);
        var answer = await db.Set<PopulationAnswer>().SingleOrDefaultAsync(a => a.BeneficiaryId == id, cancel);
                // Number, name, birth or sex were changed since it was asked: the answer is about other values.
        return person is null || answer is null ? CommonProblems.NotFound.Now() : answer.Version != version ? CommonProblems.ChangedMeanwhile.Now()
            : person.IdentityStatus == nameof(IdentityStatus.Pending) && answer.AskedAt is not null ? AnswerOld.Now() : (person, answer);
    }

    // What comes from there keeps the rules of what is typed; nobody gets another one's number.
    private async Task<List<Problem>> FaultsAsync(Beneficiary person, List<SuggestedValue> chosen, CancellationToken cancel)
    {
        var faults = PersonEntry.Faults(chosen.ToDictionary(c => c.Field, c => c.Value), time.Today).ToList();
        var number = chosen.Find(c => c.Field == nameof(Beneficiary.CitizenId))?.Value;
        if (number is not null && await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(b => b.CitizenId == number && b.Id != person.Id, cancel))
        {
            faults.Add(PersonEntry.NumberTaken.Now());
        }

        return faults;
    }
}
