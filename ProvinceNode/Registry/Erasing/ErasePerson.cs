using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Erasing;

/// <summary>What is asked for, as typed.</summary>
public sealed record ErasureInput(Guid PersonId, string Ground, string Reason, string DocumentNumber, string DocumentOn);

/// <summary>
/// Xóa dữ liệu cá nhân (Law 91/2025/QH15 Art. 14): of somebody who was entered by mistake, or whose keeping period is over, and on whom nothing stands. One official of
/// the province proposes with the paper that asks for it, another confirms; what stands is looked for both times. The chain of acts keeps that it was done, by its
/// own words without personal data; the hub gets tombstones.
/// </summary>
public sealed class ErasePerson(NodeDb db, IEnumerable<IPersonalTraces> slices, VietnamTime time)
{
    private static readonly string[] Everybody = [NodeDb.TenantFilter, Beneficiary.AbsorbedFilter];

    /// <summary>Proposes. Nothing is erased yet.</summary>
    public async Task<Outcome<ErasureRequest>> HandleAsync(ErasureInput input, SignedInOfficial official, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (Refusal(official) is { } refusal)
        {
            return refusal;
        }

        if (await FindAsync(input.PersonId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        var faults = Faults(input, person);
        if (await WaitingAsync(person.Id, cancel) is not null)
        {
            faults.Add(ErasureProblems.Waiting.Now());
        }

        faults.AddRange(await StandingAsync(person, cancel));
        if (faults.Count > 0)
        {
            return faults;
        }

        var request = new ErasureRequest
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), PersonId = person.Id, Code = person.Person.Code, TenantPath = official.Office.Value, Ground = Enum.Parse<ErasureGround>(input.Ground),
            Reason = input.Reason.Trim(), DocumentNumber = input.DocumentNumber.Trim(), DocumentOn = PersonEntry.Day(input.DocumentOn)!.Value, ProposedById = official.Id, ProposedByName = official.FullName,
            ProposedAt = time.UtcNow,
        };
        db.Add(request);
        return await DoneAsync(request, official, ActKinds.ErasePropose, request.Reason, transaction, cancel);
    }

    /// <summary>A second official confirms, and the data are erased.</summary>
    public async Task<Outcome<ErasureRequest>> ConfirmAsync(Guid personId, SignedInOfficial official, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Whoever builds on the person meanwhile waits, and finds him gone.
        await db.WaitForTurnAsync(cancel);
        var (request, problem) = await OpenAsync(personId, official, cancel);
        if (request is null || await FindAsync(personId, cancel) is not { } person)
        {
            return problem ?? CommonProblems.NotFound.Now();
        }

        if (await StandingAsync(person, cancel) is { Count: > 0 } standing)
        {
            return standing.ToList();
        }

        var tally = new ErasureTally();
        foreach (var slice in slices)
        {
            await slice.EraseAsync(person, tally, cancel);
        }

        Settle(request, ErasureState.Done, tally.Words, official);
        return await DoneAsync(request, official, ActKinds.ErasePerson, request.Reason, transaction, cancel);
    }

    /// <summary>A second official declines; the person stays as he is.</summary>
    public async Task<Outcome<ErasureRequest>> DeclineAsync(Guid personId, string why, SignedInOfficial official, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var (request, problem) = await OpenAsync(personId, official, cancel);
        if (request is null || await FindAsync(personId, cancel) is not { } person)
        {
            return problem ?? CommonProblems.NotFound.Now();
        }

        if (Words(why, person) is { } wrong)
        {
            return wrong;
        }

        Settle(request, ErasureState.Declined, why.Trim(), official);
        return await DoneAsync(request, official, ActKinds.EraseDecline, request.Note, transaction, cancel);
    }

    /// <summary>What stands in the way now; nothing when the person may be erased or is not there.</summary>
    public async Task<IReadOnlyList<Problem>> StandingAsync(Guid personId, CancellationToken cancel) =>
        await FindAsync(personId, cancel) is { } person ? await StandingAsync(person, cancel) : [];

    /// <summary>The request that waits for confirmation, or null.</summary>
    public Task<ErasureRequest?> WaitingAsync(Guid personId, CancellationToken cancel) =>
        db.Set<ErasureRequest>().SingleOrDefaultAsync(r => r.PersonId == personId && r.State == ErasureState.Waiting, cancel);

    private async Task<(ErasureRequest? Request, Problem? Problem)> OpenAsync(Guid personId, SignedInOfficial official, CancellationToken cancel)
    {
        if (Refusal(official) is { } refusal)
        {
            return (null, refusal);
        }

        var request = await WaitingAsync(personId, cancel);
        return request is null ? (null, ErasureProblems.NotWaiting.Now()) : request.ProposedById == official.Id ? (null, ErasureProblems.OwnRequest.Now()) : (request, null);
    }

    private static Problem? Refusal(SignedInOfficial official) => !official.May(Actions.RegistryErase) ? CommonProblems.NotAllowed.Now()
        : official.Office.Value != official.Office.Province ? ErasureProblems.AtProvince.Now() : null;

    private async Task<ErasedPerson?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } person)
        {
            return null;
        }

        string[] numbers = [.. new[] { person.CitizenId, person.OldIdentityNumber }.Where(n => n.Length > 0)];
        var others = await db.Beneficiaries.IgnoreQueryFilters(Everybody).Where(b => b.Id != id && (numbers.Contains(b.CitizenId) || numbers.Contains(b.OldIdentityNumber)))
            .Select(b => new { b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel);
        return new(person, [.. numbers.Where(n => !others.Exists(o => o.CitizenId == n || o.OldIdentityNumber == n))]);
    }

    private async Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel)
    {
        var found = new List<Problem>();
        foreach (var slice in slices)
        {
            found.AddRange(await slice.StandingAsync(person, cancel));
        }

        return found;
    }

    private List<Problem> Faults(ErasureInput input, ErasedPerson person)
    {
        var faults = new List<Problem>();
        if (!Enum.TryParse<ErasureGround>(input.Ground, out var ground) || !Enum.IsDefined(ground))
        {
            faults.Add(ErasureProblems.GroundNeeded.At(nameof(input.Ground)));
        }

        if (Words(input.Reason, person) is { } wrong)
        {
            faults.Add(wrong);
        }

        var number = input.DocumentNumber.Trim();
        if (number.Length is 0 or > ErasureRequest.LongestNumber)
        {
            faults.Add(number.Length == 0 ? CommonProblems.Required.At(nameof(input.DocumentNumber), "số văn bản đề nghị")
                : CommonProblems.TooLong.At(nameof(input.DocumentNumber), "Số văn bản", ErasureRequest.LongestNumber, number.Length));
        }
        else if (person.IsToldBy(number))
        {
            faults.Add(ErasureProblems.NamesPerson.At(nameof(input.DocumentNumber)));
        }

        if (PersonEntry.Day(input.DocumentOn) is not { } on || on > time.Today)
        {
            faults.Add(ErasureProblems.DayWrong.At(nameof(input.DocumentOn)));
        }

        return faults;
    }

    private static Problem? Words(string text, ErasedPerson person) => text.Trim() switch
    {
        { Length: < ErasureRequest.FewestWhy } => ErasureProblems.ReasonNeeded.At("Reason", ErasureRequest.FewestWhy),
        { Length: > ErasureRequest.MostWhy } much => CommonProblems.TooLong.At("Reason", "Lý do", ErasureRequest.MostWhy, much.Length),
        var words => person.IsToldBy(words) ? ErasureProblems.NamesPerson.At("Reason") : null,
    };

    private void Settle(ErasureRequest request, ErasureState state, string note, SignedInOfficial official)
    {
        (request.State, request.Note, request.SettledByName, request.SettledAt) = (state, note.Length > 1000 ? note[..1000] : note, official.FullName, time.UtcNow);
        request.Version++;
    }

    private async Task<Outcome<ErasureRequest>> DoneAsync(
        ErasureRequest request, SignedInOfficial official, string kind, string reason, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancel)
    {
        var paper = $"{request.DocumentNumber}; {request.DocumentOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}; {request.Ground}";
        if (!await db.SaveAsync(Act.By(official, kind, time.UtcNow, reason, paper).On("beneficiary", request.PersonId), cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return request;
    }
}
