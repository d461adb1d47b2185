using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>The officer's dossier that an event leads to, filled in: the same one that is shown and that is opened.</summary>
public static class EventDossier
{
    /// <summary>What is judged.</summary>
    public static async Task<EventGround> GroundAsync(EventDesk events, OpenEvent open, CancellationToken cancel) => new(
        open.Told.Kind, open.Told.HappenedOn, open.Told.Value, open.Rows, await FactsBefore.FindAsync(events.Db, open.Person, cancel), open.Context.Today, open.Context.Rules, TenantPath.Parse(open.Person.TenantPath).Province)
    {
        Reference = open.Told.Reference,
    };

    /// <summary>The dossier; nothing is stored.</summary>
    /// <param name="code">Empty for one that is only looked at.</param>
    public static Dossier Make(OpenEvent open, EventGround ground, EventLaw law, Office office, string code, Mover mover)
    {
        var request = new OwnRequest(ProcedureOf(open, law.Kind!.Value), law.Kind.Value, Reason(open)) { Answers = law.Answers(ground).ToJson() };
        return OwnDossier.Make(open.Context, office, code, open.Person, OwnDossier.Owner(open.Person, office.UnitName), request, mover);
    }

    /// <summary>What stands in the control sheet as the reason.</summary>
    public static string Reason(OpenEvent open)
    {
        var (told, detail) = (open.Told, LifeEventWords.Detail(open.Told.Kind, open.Told.Value));
        var on = told.HappenedOn is { } day ? $", ngày {VietnameseFormat.Date(day)}" : "";
        var paper = told.Reference.Length > 0 ? $", số {told.Reference}" : "";
        var words = $"Biến động: {LifeEventWords.Of(told.Kind)}{(detail.Length > 0 ? $" ({detail.ToLower(VietnameseFormat.Culture)})" : "")}{on}; nguồn: {LifeEventWords.Of(told.Source)}{paper}.{(told.Note.Length > 0 ? $" {told.Note}" : "")}";
        return words.Length <= LifeEvent.LongestNote ? words : words[..LifeEvent.LongestNote];
    }

    /// <summary>What the appraiser would find on his page of it, before he corrects anything.</summary>
    public static AppraiseInput Appraised(FlowContext context, Dossier dossier)
    {
        var measure = MeasureFields.Declared(context, dossier).Read();
        var (birth, day) = (BirthDate.Parse(dossier.Owner.BirthDate), VietnamTime.Day(dossier.SubmittedAt));
        var facts = dossier.Kind != RequestKind.Adjust ? new Facts { Birth = birth }
            : FormFacts.Of([RequestForms.OwnAdjustment], FormAsked.Dated(FormFacts.ValuesOf(dossier), measure.On), day) with { Birth = birth };
        return new AppraiseInput(dossier.Id, dossier.Version, true, "", facts, measure);
    }

    // What is undone may have ended: then the last that was paid tells.
    private static string ProcedureOf(OpenEvent open, RequestKind kind)
    {
        var rows = open.Rows.Where(r => r.IsMain && (kind == RequestKind.Undo || r.Status != EntitlementStatus.Ended)).OrderByDescending(r => r.StartMonth).ToList();
        var pension = kind == RequestKind.Undo ? rows.FirstOrDefault()?.Kind == EntitlementKind.SocialPension : rows.Exists(r => r.Kind == EntitlementKind.SocialPension);
        return pension ? Procedures.SocialPension : Procedures.MonthlyAssistance;
    }
}
