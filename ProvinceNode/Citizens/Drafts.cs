using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>
/// Applications being written, kept on the server under a secret code. Only the code's hash is stored, so who reads the database
/// cannot open a draft with it. A draft is a scratch pad and no legal act: it leaves no trace in the act chain.
/// </summary>
public sealed class Drafts(NodeDb db, VietnamTime time)
{
    /// <summary>Drafts are forgotten after this many days.</summary>
    public const int KeptDays = 30;

    // What one confirmation of the worklist may write.
    private const int MostShown = 200;

    // Without 0, O, 1, I, L: people copy the code by hand.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>A new secret code: 12 letters in three groups, about 59 bits.</summary>
    public static string NewCode()
    {
        var letters = RandomNumberGenerator.GetString(Letters, 12);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }

    /// <summary>The code as stored in links and cookies, whatever way it was typed; null when it cannot be one.</summary>
    public static string? Normal(string? typed)
    {
        var letters = new string((typed ?? "").ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c != '-').ToArray());
        return letters.Length == 12 && letters.All(c => Letters.Contains(c, StringComparison.Ordinal))
            ? $"{letters[..4]}-{letters[4..8]}-{letters[8..]}" : null;
    }

    public async Task<Draft?> FindAsync(string? code, CancellationToken cancel)
    {
        if (Normal(code) is not { } normal)
        {
            return null;
        }

        return await FindHashAsync(Hash("draft:" + normal), cancel);
    }

    /// <summary>Opens a citizen's draft under a code made by <see cref="NewCode"/>; the same code again gives the same draft.</summary>
    public async Task<Draft> StartAsync(string code, Situation situation, CancellationToken cancel)
    {
        var normal = Normal(code) ?? throw new ArgumentException("Not a code of a draft.", nameof(code));
        return await FindAsync(normal, cancel) ?? await AddAsync(normal, situation, null, cancel);
    }

    /// <summary>Opens an official's draft under the key that his page carries; the same key again gives the same draft.</summary>
    public async Task<Draft> StartForAsync(Guid key, Situation situation, Guid official, CancellationToken cancel) =>
        await OfOfficialAsync(key, official, cancel) ?? await AddAsync($"{official:N}/{key:N}", situation, (key, official), cancel);

    /// <summary>An official's own draft; another's is not there.</summary>
    public Task<Draft?> OfOfficialAsync(Guid key, Guid official, CancellationToken cancel)
    {
        var oldest = time.UtcNow.AddDays(-KeptDays);
        return db.Drafts.FirstOrDefaultAsync(d => d.Id == key && d.OfficialId == official && d.UpdatedAt >= oldest, cancel);
    }

    /// <summary>What an official began and did not send, newest first.</summary>
    public async Task<IReadOnlyList<Draft>> UnsentOfAsync(Guid official, CancellationToken cancel)
    {
        var oldest = time.UtcNow.AddDays(-KeptDays);
        return await db.Drafts.AsNoTracking().Where(d => d.OfficialId == official && d.DossierCode == null && d.UpdatedAt >= oldest)
            .OrderByDescending(d => d.UpdatedAt).Take(MostShown).ToListAsync(cancel);
    }

    /// <summary>Throws an official's own draft away.</summary>
    public Task<int> ForgetAsync(Guid key, Guid official, CancellationToken cancel) =>
        db.Drafts.Where(d => d.Id == key && d.OfficialId == official && d.DossierCode == null).ExecuteDeleteAsync(cancel);

    /// <summary>A form as it is opened: what the situation answers already and what is chosen before anything was.</summary>
    public static DraftContent Opened(Situation situation, DateOnly today)
    {
        var content = new DraftContent { Situations = [situation.Slug] };
        foreach (var field in situation.FormOn(today)!.Fields.Where(f => f.Default.Length > 0))
        {
            content.Values[field.Name] = field.Default;
        }

        foreach (var (field, value) in situation.Known)
        {
            content.Values[field] = value;
        }

        return content;
    }

    private async Task<Draft> AddAsync(string code, Situation situation, (Guid Key, Guid Official)? own, CancellationToken cancel)
    {
        await ForgetOldAsync(cancel);
        var draft = new Draft
        {
            Id = own?.Key ?? Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), CodeHash = Hash("draft:" + code), SubmissionKey = Hash("submission:" + code),
            ProcedureCode = situation.Procedure, Form = situation.FormOn(time.Today)!.Code, Answers = Opened(situation, time.Today).ToJson(),
            OfficialId = own?.Official, UpdatedAt = time.UtcNow,
        };
        db.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // the same page was sent twice at once: the other made it
            return await FindHashAsync(draft.CodeHash, cancel) ?? throw new InvalidOperationException("The draft could not be stored.");
        }

        return draft;
    }

    public async Task SaveAsync(Draft draft, DraftContent content, CancellationToken cancel)
    {
        draft.Answers = content.ToJson();
        draft.UpdatedAt = time.UtcNow;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The draft became a dossier: its answers are forgotten here, its code leads to the receipt.</summary>
    public async Task CloseAsync(Guid id, string dossierCode, CancellationToken cancel)
    {
        var (empty, now) = (new DraftContent().ToJson(), time.UtcNow);
        await db.Drafts.Where(d => d.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.DossierCode, dossierCode).SetProperty(d => d.Answers, empty).SetProperty(d => d.UpdatedAt, now), cancel);
    }

    private Task<Draft?> FindHashAsync(string hash, CancellationToken cancel)
    {
        var oldest = time.UtcNow.AddDays(-KeptDays);
        return db.Drafts.FirstOrDefaultAsync(d => d.CodeHash == hash && d.UpdatedAt >= oldest, cancel);
    }

    private async Task ForgetOldAsync(CancellationToken cancel)
    {
        var oldest = time.UtcNow.AddDays(-KeptDays);
        await db.Drafts.Where(d => d.UpdatedAt < oldest).ExecuteDeleteAsync(cancel);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
