using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>
/// Who did what, when, why and on what evidence. Every public write takes one; it is one row, and a link of the node's hash chain:
/// changing, removing or inserting a row breaks every later hash.
/// </summary>
public sealed class Act
{
    private Act()
    {
    }

    /// <summary>Position in the chain, from 1 without gaps; 0 until saved.</summary>
    public long Sequence { get; private set; }

    /// <summary>Verb in the field's words, e.g. <c>dossier.receive</c>; the catalogue is <see cref="ActKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public Guid? OfficialId { get; private set; }

    /// <summary>User name of the official, <c>citizen</c> or <c>system</c>.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Office of the actor; the province for system and citizens.</summary>
    public string TenantPath { get; private set; } = "";

    /// <summary>Kind and id of what was acted on, e.g. <c>dossier/0198…</c>. Never a name or a citizen's number.</summary>
    public string Subject { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Identifiers of papers, answers or rules that the act rests on; no personal data.</summary>
    public string Evidence { get; private set; } = "";

    public string PreviousHash { get; private set; } = "";

    public string Hash { get; private set; } = "";

    /// <summary>An act of a signed-in official.</summary>
    public static Act By(SignedInOfficial official, string kind, DateTime atUtc, string reason = "", string evidence = "") => new()
    {
        Kind = kind, At = atUtc, OfficialId = official.Id, Actor = official.UserName,
        TenantPath = official.Office.Value, Reason = Cut(reason, 1000), Evidence = Cut(evidence, 2000),
    };

    /// <summary>An act of a citizen at a public door; who the citizen is stands in the dossier, not here.</summary>
    /// <param name="evidence">By what he proved himself, where he did.</param>
    public static Act ByCitizen(TenantPath office, string kind, DateTime atUtc, string reason = "", string evidence = "") => new()
    {
        Kind = kind, At = atUtc, Actor = "citizen", TenantPath = office.Value, Reason = Cut(reason, 1000), Evidence = Cut(evidence, 2000),
    };

    /// <summary>An act of a job or of set-up.</summary>
    public static Act BySystem(TenantPath province, string kind, DateTime atUtc, string reason = "", string evidence = "") => new()
    {
        Kind = kind, At = atUtc, Actor = "system", TenantPath = province.Value, Reason = Cut(reason, 1000), Evidence = Cut(evidence, 2000),
    };

    /// <summary>Names what was acted on.</summary>
    public Act On(string kind, Guid id)
    {
        Subject = $"{kind}/{id:D}";
        return this;
    }

    internal void Link(long sequence, string previousHash)
    {
        Sequence = sequence;
        PreviousHash = previousHash;
        Hash = ActChain.HashOf(this);
    }

    internal static void Map(EntityTypeBuilder<Act> act)
    {
        act.ToTable("Acts");
        act.HasKey(a => a.Sequence);
        act.Property(a => a.Sequence).ValueGeneratedNever();
        act.Property(a => a.Kind).HasMaxLength(60);
        act.Property(a => a.Actor).HasMaxLength(100);
        act.Property(a => a.TenantPath).HasMaxLength(20).UseOrdinal();
        act.Property(a => a.Subject).HasMaxLength(80);
        act.Property(a => a.Reason).HasMaxLength(1000);
        act.Property(a => a.Evidence).HasMaxLength(2000);
        act.Property(a => a.PreviousHash).HasMaxLength(64);
        act.Property(a => a.Hash).HasMaxLength(64);
        act.HasIndex(a => a.Subject);
        act.HasIndex(a => a.At);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
