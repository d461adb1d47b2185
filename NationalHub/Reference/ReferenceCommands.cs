using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Reference;

/// <summary><c>reference publish KIND FILE… --from DATE --basis TEXT</c> drafts, a second operator publishes at the page; <c>reference list</c>, <c>reference save KIND NUMBER FILE</c>.</summary>
internal static class ReferenceCommands
{
    private const string ByCommand = "lệnh tại máy chủ";
    private const string Usage = "NationalHub reference publish units|calendar|rules|code-lists TỆP.csv… --from yyyy-MM-dd --basis CĂN_CỨ | reference list | reference save LOẠI SỐ TỆP | reference tables LOẠI THƯ_MỤC";

    public static Task<int> RunAsync(CommandLine line, CancellationToken cancellation) => line.Words switch
    {
        [_, "publish", var word, _, ..] when PackKinds.Of(word) is { } kind => DraftAsync(line, kind, cancellation),
        [_, "list"] => ListAsync(line, cancellation),
        [_, "save", var word, var number, var file] when PackKinds.Of(word) is { } kind && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => SaveAsync(line, kind, n, file, cancellation),
        [_, "tables", var word, var folder] when PackKinds.Of(word) is { } kind => TablesAsync(line, kind, folder, cancellation),
        _ => line.MisusedAsync(Usage),
    };

    private static async Task<int> DraftAsync(CommandLine line, PackKind kind, CancellationToken cancellation)
    {
        DateOnly? from = DateOnly.TryParseExact(line.Options["from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var files = new List<TableFile>();
        foreach (var name in line.Words[3..])
        {
            files.Add(File.Exists(name) ? new(Path.GetFileName(name), await File.ReadAllBytesAsync(name, cancellation).ConfigureAwait(false)) : throw new ArgumentException($"Không có tệp {name}."));
        }

        var drafted = await line.Services.GetRequiredService<DraftPack>().HandleAsync(new(kind, from, line.Options["basis"] ?? "", files), ByCommand, cancellation).ConfigureAwait(false);
        foreach (var fault in drafted.Faults)
        {
            await line.Errors.WriteLineAsync(fault).ConfigureAwait(false);
        }

        if (drafted.Draft is not { } draft)
        {
            return HubCommands.Refused;
        }

        var (content, shelf) = (PackContent.Read(draft.Content), line.Services.GetRequiredService<PackShelf>());
        var present = await shelf.TextsAsync(await shelf.PresentAsync(kind, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        foreach (var change in PackDifference.Of(kind, present, content.Texts, content.InForceFrom).Changes)
        {
            await line.Output.WriteLineAsync("  " + change.Words).ConfigureAwait(false);
        }

        await line.Output.WriteLineAsync($"Đã lập dự thảo gói {PackKinds.Name(kind).ToLower(VietnameseFormat.Culture)}. Một cán bộ vận hành kiểm tra và ban hành tại trang /goi-tham-chieu/du-thao/{draft.Id}").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> ListAsync(CommandLine line, CancellationToken cancellation)
    {
        foreach (var pack in (await line.Services.GetRequiredService<PackShelf>().LinesAsync(cancellation).ConfigureAwait(false)).OrderBy(p => p.Kind))
        {
            await line.Output.WriteLineAsync($"{PackKinds.Word(pack.Kind)} {pack.Number} từ {VietnameseFormat.Date(pack.InForceFrom)}: {pack.Basis} ({pack.DraftedBy}, {pack.ApprovedBy}){(pack.WithdrawnAt is null ? "" : " ĐÃ THU HỒI")}").ConfigureAwait(false);
        }

        return HubCommands.Done;
    }

    private static async Task<int> SaveAsync(CommandLine line, PackKind kind, int number, string file, CancellationToken cancellation)
    {
        var bytes = await line.Services.GetRequiredService<HubDb>().PublishedPacks.Where(p => p.Kind == kind && p.Number == number && p.WithdrawnAt == null).Select(p => p.File).SingleOrDefaultAsync(cancellation).ConfigureAwait(false)
            ?? throw new ArgumentException($"Không có gói {PackKinds.Word(kind)} số {number}, hoặc gói đã được thu hồi.");
        await File.WriteAllBytesAsync(file, bytes, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"{file}\nSHA-256 {PackSeal.HashOf(bytes)}").ConfigureAwait(false);
        return HubCommands.Done;
    }

    // What the next pack is edited from.
    private static async Task<int> TablesAsync(CommandLine line, PackKind kind, string folder, CancellationToken cancellation)
    {
        var present = await line.Services.GetRequiredService<PackShelf>().PresentAsync(kind, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in PackShelf.Read(present.File).Texts)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".csv"), text, cancellation).ConfigureAwait(false);
        }

        await line.Output.WriteLineAsync($"Các bảng của gói {PackKinds.Word(kind)} số {present.Number} ở {folder}").ConfigureAwait(false);
        return HubCommands.Done;
    }
}
