using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Direct;

/// <summary>A second official compares an entry with the scan and lets it into the registry through the registry's own verbs, or returns it.</summary>
public sealed class CheckEntry(NodeDb db, EntryDesk desk, VietnamTime time)
{
    public async Task<Outcome<DirectEntry>> Handle(Guid id, long version, bool accept, string note, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportAccept))
        {
            return CommonProblems.NotAllowed.Now();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.DirectEntries.SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } entry)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RefusalAsync(entry, version, accept, note, official, cancel) is { } refusal)
        {
            return refusal;
        }

        if (accept && await EnterAsync(entry, cancel) is { Count: > 0 } problems)
        {
            db.ChangeTracker.Clear();
            return problems;
        }

        (entry.State, entry.Note) = accept ? (EntryState.Entered, "") : (EntryState.Returned, note.Trim() is var why && why.Length > 1000 ? why[..1000] : note.Trim());
        (entry.CheckedByName, entry.CheckedAt, entry.Version) = (official.FullName, time.UtcNow, entry.Version + 1);
        var act = Act.By(official, accept ? ActKinds.EntryAccept : ActKinds.EntryReturn, time.UtcNow, entry.Note, entry.ScanHash).On("entry", id);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return entry;
    }

    private async Task<Problem?> RefusalAsync(DirectEntry entry, long version, bool accept, string note, SignedInOfficial official, CancellationToken cancel)
    {
        if (entry.State != EntryState.Waiting || entry.Version != version)
        {
            return entry.State != EntryState.Waiting ? DirectProblems.NotWaiting.Now() : CommonProblems.ChangedMeanwhile.Now();
        }

        if (entry.EnteredById == official.Id)
        {
            return DirectProblems.OwnEntry.Now();
        }

        return !accept && string.IsNullOrWhiteSpace(note) ? BatchProblems.SayWhy.At("Note") : await desk.RefusalAsync(await desk.AgainAsync(entry, cancel), official, cancel);
    }

    private async Task<List<Problem>> EnterAsync(DirectEntry entry, CancellationToken cancel)
    {
        var read = await desk.AgainAsync(entry, cancel);
        if (read.Problems.Count > 0)
        {
            return [.. read.Problems.Select(p => p with { Field = null })];
        }

        var (said, ground) = (read.Said, read.Ground);
        var known = read.Finding is { Match: RegistryMatch.Same, Person: { } id } ? read.Picture.Person(id) : null;
        var facts = PersonWriting.Facts(said, read.Person, known, known is not null && read.Picture.Running(known.Id).Any(), entry.Chosen);
        var running = known is not null && read.Picture.Running(known.Id).Any(e => DryRun.RowJudge.IsThis(e, read.Money));
        var awards = running ? [] : EntryDesk.Awards(read.Money, read.Start, time.Month, ground.Rules, ground.Province, Receivers.Of(said, facts));
        var outcome = await EnterPerson.HandleAsync(
            db, new EntryOfPerson(PersonWriting.Home(facts, known, ground), known?.Id, facts, awards, entry.Id, EntitlementSource.DirectEntry, entry.Chosen(RowChoice.Person) == RowChoice.Other)
            {
                Sender = ground.Sender, Origin = new(OriginKind.Official, $"entry/{entry.Id:D}", time.UtcNow, entry.EnteredByName),
            }, time.UtcNow, cancel);
        if (outcome.Succeeded)
        {
            entry.BeneficiaryId = outcome.Value.Person.Id;
        }

        return [.. outcome.Problems];
    }
}
