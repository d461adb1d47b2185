using System.Text;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Reference;

/// <summary>A file of a table as it was sent.</summary>
/// <param name="Name">File name; without its ending it names the table.</param>
public sealed record TableFile(string Name, byte[] Bytes);

/// <summary>What is to be drafted.</summary>
/// <param name="Files">Tables that are others; those left out stay as in the present pack.</param>
public sealed record DraftInput(PackKind Kind, DateOnly? InForceFrom, string Basis, IReadOnlyList<TableFile> Files);

/// <summary>What came of it.</summary>
/// <param name="Draft">Null when there are faults.</param>
/// <param name="Faults">Vietnamese sentences, each with its place.</param>
public sealed record Drafted(PackDraft? Draft, IReadOnlyList<string> Faults);

/// <summary>Drafts a pack from files of tables: checks every row, holds it against the present pack, keeps it for a second operator. Nothing is published.</summary>
public sealed class DraftPack(HubDb db, PackShelf shelf, VietnamTime time)
{
    /// <summary>A second reading refuses what is no UTF-8.</summary>
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public async Task<Drafted> HandleAsync(DraftInput input, string draftedBy, CancellationToken cancellation)
    {
        var present = await shelf.PresentAsync(input.Kind, cancellation).ConfigureAwait(false);
        if (PackReader.Peek(present.File) is null)
        {
            return new(null, [$"Không đọc được gói hiện hành số {present.Number}: tệp đã hỏng. Hãy thu hồi gói đó rồi lập lại dự thảo."]);
        }

        var before = await shelf.TextsAsync(present, cancellation).ConfigureAwait(false);
        var (tables, faults) = Read(input, before);
        if (input.InForceFrom is not { } from)
        {
            faults.Add("Hãy nhập ngày áp dụng, ví dụ 01/07/2027.");
        }
        else if (from < present.InForceFrom)
        {
            faults.Add($"Ngày áp dụng không được trước ngày {VietnameseFormat.Date(present.InForceFrom)} của gói số {present.Number}.");
        }

        if (faults.Count > 0)
        {
            return new(null, faults);
        }

        var last = await db.PublishedPacks.Where(p => p.Kind == input.Kind).MaxAsync(p => p.Number, cancellation).ConfigureAwait(false);
        var content = PackContent.Of(input.Kind, last + 1, present.Number, input.InForceFrom!.Value, input.Basis.Trim(), time.UtcNow, tables);
        if (Against(content, before, present.Number) is { Count: > 0 } wrong)
        {
            return new(null, wrong);
        }

        var draft = new PackDraft
        {
            Id = Guid.CreateVersion7(), Kind = input.Kind, BasedOn = present.Number, InForceFrom = content.InForceFrom, Basis = content.Basis, Content = content.ToBytes(), DraftedBy = draftedBy, DraftedAt = time.UtcNow,
        };
        db.PackDrafts.Add(draft);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return new(draft, []);
    }

    /// <summary>What is wrong with a content beside the pack that it follows.</summary>
    /// <param name="before">See <see cref="PackShelf.TextsAsync"/>.</param>
    /// <param name="number">Of that pack.</param>
    internal static List<string> Against(PackContent content, IReadOnlyDictionary<string, string> before, int number)
    {
        if (PackCheck.Faults(content) is { Count: > 0 } faults)
        {
            return [.. faults.Select(f => f.Words)];
        }

        var difference = PackDifference.Of(content.Kind, before, content.Texts, content.InForceFrom);
        return difference.Faults.Count > 0 ? [.. difference.Faults.Select(f => f.Words)]
            : difference.Changes.Count == 0 ? [$"Không có gì khác với gói số {number}. Hãy kiểm tra lại các tệp."] : [];
    }

    private static (Dictionary<string, string> Tables, List<string> Faults) Read(DraftInput input, IReadOnlyDictionary<string, string> before)
    {
        // Which units go on with others is said anew by each pack that ends some.
        var tables = before.Where(t => t.Key != PackTables.Succession).ToDictionary(StringComparer.Ordinal);
        var (faults, given) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in input.Files)
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            if (PackTables.Of(input.Kind).FirstOrDefault(t => t.Name == name || t.Shipped == name) is not { } table)
            {
                faults.Add($"Tệp {file.Name}: gói {PackKinds.Name(input.Kind).ToLower(VietnameseFormat.Culture)} không có bảng này. Tên tệp phải là một trong: {string.Join(", ", PackTables.Of(input.Kind).Select(t => t.Name + ".csv"))}.");
            }
            else if (!given.Add(table.Name))
            {
                faults.Add($"Tệp {file.Name}: bảng {table.Words} có hai tệp. Hãy gửi một tệp.");
            }
            else if (Text(file.Bytes) is { } text)
            {
                tables[table.Name] = text;
            }
            else
            {
                faults.Add($"Tệp {file.Name}: không phải CSV mã hóa UTF-8. Hãy lưu lại tệp dạng CSV UTF-8.");
            }
        }

        return (tables, input.Files.Count == 0 ? ["Hãy chọn ít nhất một tệp CSV của bảng cần thay đổi."] : faults);
    }

    private static string? Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
