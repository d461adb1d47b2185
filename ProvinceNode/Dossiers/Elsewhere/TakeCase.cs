using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>
/// Takes what the hub tells of a case: keeps it, then does what follows by the doors that exist. A case that is asked becomes a report of events, which holds the next list and makes a task of the
/// commune's officer; agreed, the report gets its day and leads to the dossier that stops, or is ended and the held months follow; asked anew, it loses its day. Of months that are all over nothing is held, and what is settled to be taken back stands where the dossier of recovery finds it. Told again it changes nothing. Call in the scope of the province.
/// </summary>
public sealed class TakeCase(NodeDb db, ReportEvent report, RefuteEvent refute, TakeBackMonths takeBack, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <returns>False when it must be taken again.</returns>
    public async Task<bool> HandleAsync(SharedCase told, CancellationToken cancel)
    {
        if (!Guid.TryParse(told.Id, out var id) || !Guid.TryParse(told.BeneficiaryId, out var personId))
        {
            return true;
        }

        // A merge gave the case, and its report, to the record that stays. Who is erased is told of by his record; the hub closes the case by it.
        var known = await db.Set<ElsewhereCase>().SingleOrDefaultAsync(c => c.Id == id, cancel);
        personId = known?.BeneficiaryId ?? personId;
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == personId, cancel) is not { } person)
        {
            return await WasHereAsync(personId, cancel);
        }

        if (!await KeepAsync(id, known, told, person, cancel))
        {
            return false;
        }

        db.ChangeTracker.Clear();
        return await takeBack.HandleAsync(told, person, cancel) && await FollowAsync(told, person, cancel);
    }

    private async Task<bool> FollowAsync(SharedCase told, Beneficiary person, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return ElsewhereRules.Of(told) switch
        {
            ElsewhereStep.Hold => await AskedAnewAsync(told, person.Id, cancel) && await ReportAsync(told, person.Id, null, cancel),
            ElsewhereStep.Stop => await ReportAsync(told, person.Id, ElsewhereRules.LastDay(told.StopMonth, time.Today), cancel),
            var step => await EndAsync(told, person.Id, step == ElsewhereStep.Refute ? EventState.Refuted : EventState.Noted, cancel),
        };
    }

    // Who was erased, or became part of another, has left versions. Of whom there is nothing yet (a node that was restored takes him back later) it must be told again.
    private Task<bool> WasHereAsync(Guid person, CancellationToken cancel)
    {
        const int Person = (int)Protos.Replication.RecordKind.Beneficiary;
        return db.RecordVersions.AnyAsync(v => v.Kind == Person && v.RecordId == person, cancel);
    }

    private async Task<bool> KeepAsync(Guid id, ElsewhereCase? known, SharedCase told, Beneficiary person, CancellationToken cancel)
    {
        // Pulled one after another: what comes is what the hub holds now, also one that was restored from a backup and counts anew.
        if (known is not null && IsKept(known, told) && known.TenantPath == person.TenantPath)
        {
            return true;
        }

        var of = known ?? db.Add(new ElsewhereCase { Id = id, BeneficiaryId = person.Id, TenantPath = person.TenantPath }).Entity;
        if (of.Round != told.Round)
        {
            (of.Word, of.StopMonth, of.Reason, of.Evidence, of.SaidBy, of.SaidAs, of.SaidAt, of.IsSent, of.WordFault) = (ElsewhereWord.None, 0, "", "", "", "", null, false, "");
        }

        // Words are sent before cases are pulled: one that the hub does not have is said again.
        of.IsSent &= of.WordFault.Length > 0 || told.OurWord is { Word.Length: > 0 };
        (of.State, of.IsPast, of.Round, of.HubVersion, of.Content, of.TenantPath) = (ElsewhereRules.State(told), told.Past, told.Round, told.Version, told.ToByteArray(), person.TenantPath);
        of.DueOn = of.IsOpen && BirthDate.TryParse(told.DueOn, out var due) ? due.Assumed : null;
        of.Version++;
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.TakeElsewhere, time.UtcNow, $"Hưởng ở hai tỉnh: {ElsewhereRules.Words(of.State)}", $"case/{id:D}").On("beneficiary", person.Id);
        return await db.SaveAsync(act, cancel);
    }

    // The number alone says nothing of a hub that counts anew: the same one may stand for another content, and a word that it had taken may be gone.
    private static bool IsKept(ElsewhereCase known, SharedCase told) =>
        (known.Round, known.HubVersion) == (told.Round, told.Version) && known.Content.AsSpan().SequenceEqual(told.ToByteArray())
        && (known.Word == ElsewhereWord.None || !known.IsSent || known.WordFault.Length > 0 || told.OurWord is { Word.Length: > 0 });

    private async Task<bool> ReportAsync(SharedCase told, Guid person, DateOnly? lastDay, CancellationToken cancel)
    {
        var input = new ReportEventInput(person, LifeEventKind.ReceivesElsewhere, lastDay, EventSource.Hub, ElsewhereRules.Reference(told)) { Value = told.Id, Note = NeutralWords.Remark(Cut(ElsewhereRules.Note(told))) };
        var outcome = await report.Handle(input, null, cancel);
        return outcome.Succeeded || outcome.Has(CommonProblems.NotFound);
    }

    // It was settled that this province stops, and is asked anew: the day of the stop holds no more, and the dossier that was begun by it ends. The hold stays, or is put again by the new report.
    private async Task<bool> AskedAnewAsync(SharedCase told, Guid person, CancellationToken cancel)
    {
        // Not by a state of a later hub that is not understood here.
        var isAsked = Enum.TryParse<ElsewhereState>(told.State, out _);
        foreach (var one in (await OpenAsync(told, person, cancel)).FindAll(e => isAsked && (e.HappenedOn is not null || e.State == EventState.InDossier)))
        {
            db.ChangeTracker.Clear();
            var kept = await db.LifeEvents.Include(e => e.Holds).SingleAsync(e => e.Id == one.Id, cancel);
            kept.HappenedOn = null;
            var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.TakeElsewhere, time.UtcNow, "Trục quốc gia hỏi lại từ đầu: bỏ tháng thôi chi trả đã thống nhất", $"case/{told.Id}").On("beneficiary", person);
            if ((one.HappenedOn is not null && !await db.SaveAsync(act, cancel))
                || (one.State == EventState.InDossier && !(await refute.ByBothAsync(one.Id, EventState.Noted, "Trục quốc gia hỏi lại hai tỉnh từ đầu.", cancel)).Succeeded))
            {
                return false;
            }
        }

        db.ChangeTracker.Clear();
        return true;
    }

    private async Task<List<LifeEvent>> OpenAsync(SharedCase told, Guid person, CancellationToken cancel) =>
        (await db.LifeEvents.AsNoTracking().Where(e => e.BeneficiaryId == person && e.Kind == LifeEventKind.ReceivesElsewhere).ToListAsync(cancel)).FindAll(e => ElsewhereRules.IsReportOf(e, told.Id));

    private async Task<bool> EndAsync(SharedCase told, Guid person, EventState state, CancellationToken cancel)
    {
        foreach (var one in await OpenAsync(told, person, cancel))
        {
            db.ChangeTracker.Clear();
            if (await refute.ByBothAsync(one.Id, state, Cut(ElsewhereRules.Ended(told)), cancel) is { Succeeded: false } failed && !failed.Has(CommonProblems.NotFound))
            {
                return false;
            }
        }

        return true;
    }

    private static string Cut(string words) => words.Length <= LifeEvent.LongestNote ? words : words[..(LifeEvent.LongestNote - 1)] + "…";
}
