using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>How far a list is. It only moves forward. Stored: never renumber.</summary>
public enum ListState
{
    /// <summary>Shown to the chairman; dossiers can still be taken off.</summary>
    Proposed = 1,

    /// <summary>Signed as one decision, waits for its number.</summary>
    Signed = 2,

    /// <summary>Numbered and issued.</summary>
    Numbered = 3,

    /// <summary>All dossiers were taken off.</summary>
    Withdrawn = 4,
}

/// <summary>Danh sách trình ký: dossiers of one commune, procedure and kind that are decided by one decision with an annex (policy 4.3). Which dossiers: <see cref="Dossier.ListId"/>.</summary>
public sealed class DecisionList : ITenantOwned, IFrozen
{
    public Guid Id { get; init; }

    /// <summary>Commune of its dossiers.</summary>
    public required string TenantPath { get; set; }

    public required string ProcedureCode { get; init; }

    public required RequestKind Kind { get; init; }

    /// <summary>Code of the decision: D14 monthly assistance, D15 adjustment, D16 stop, suspension or resumption, D18 care support, D26 social pension.</summary>
    public required string Paper { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required Guid MadeById { get; init; }

    public required string MadeByName { get; init; }

    /// <summary>Tờ trình (D13) as JSON; drawn again when a dossier is taken off, frozen when the list is signed.</summary>
    public required string Proposal { get; set; }

    public ListState State { get; set; } = ListState.Proposed;

    /// <summary>The whole decision with its annex as JSON: frozen when signed. Each dossier's own decision has the extract about its person.</summary>
    public string? Content { get; set; }

    public DateOnly? SignedOn { get; set; }

    public Guid? SignerId { get; set; }

    public string? SignerName { get; set; }

    public string? Number { get; set; }

    /// <summary>The issued paper with the whole annex; null before numbering.</summary>
    public Guid? PaperId { get; set; }

    public static string Word(ListState state) => state switch
    {
        ListState.Proposed => "Chờ ký",
        ListState.Signed => "Đã ký, chờ vào số",
        ListState.Numbered => "Đã vào số, phát hành",
        _ => "Đã hủy",
    };

    /// <summary>Another office decides from now on: what is not signed is given up, what is signed moves with its commune.</summary>
    public void MoveTo(TenantPath path)
    {
        TenantPath = path.Value;
        State = State == ListState.Proposed ? ListState.Withdrawn : State;
    }

    public bool IsFrozen(string property, Func<string, object?> stored)
    {
        var state = (ListState)stored(nameof(State))!;
        return property switch
        {
            nameof(ProcedureCode) or nameof(Kind) or nameof(Paper) or nameof(MadeAt) or nameof(MadeById) or nameof(MadeByName) => true,
            nameof(State) => State < state,
            nameof(Proposal) or nameof(Content) or nameof(SignedOn) or nameof(SignerId) or nameof(SignerName) => state != ListState.Proposed,
            nameof(Number) or nameof(PaperId) => state == ListState.Numbered,
            _ => false,
        };
    }

    internal static void Map(EntityTypeBuilder<DecisionList> list)
    {
        list.ToTable("DecisionLists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.ProcedureCode).HasMaxLength(12);
        list.Property(l => l.Kind).HasConversion<string>().HasMaxLength(30);
        list.Property(l => l.Paper).HasMaxLength(5);
        list.Property(l => l.MadeByName).HasMaxLength(120);
        list.Property(l => l.SignerName).HasMaxLength(120);
        list.Property(l => l.Number).HasMaxLength(40);
        // Two who sign or number at once: the second changes nothing.
        list.Property(l => l.State).IsConcurrencyToken();
    }
}
