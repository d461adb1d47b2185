using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>Door of the operator's shell: <c>ProvinceNode reference pull | import FILE | list | show KIND NUMBER | activate</c>. Approving is an official's, at the page.</summary>
public static class ReferenceCommands
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Misused = 2;

    /// <returns>Exit code, or null when the words are no command of this slice.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["reference", ..])
        {
            return null;
        }

        await NodeSetUp.RunAsync(services, cancel);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(services.GetRequiredService<IOptions<NodeOptions>>().Value.ProvinceCode));
        return args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray() switch
        {
            [_, "pull"] => await PullAsync(scope.ServiceProvider, output, cancel),
            [_, "import", var file] => await ImportAsync(scope.ServiceProvider, file, output, cancel),
            [_, "list"] => await ListAsync(scope.ServiceProvider, output, cancel),
            [_, "show", var word, var number] when PackKinds.Of(word) is { } kind && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => await ShowAsync(scope.ServiceProvider, kind, n, output, cancel),
            [_, "activate"] => await ActivateAsync(scope.ServiceProvider, output, cancel),
            _ => await MisusedAsync(output, cancel),
        };
    }

    private static async Task<int> MisusedAsync(TextWriter output, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await output.WriteLineAsync("Cách dùng: ProvinceNode reference pull | import TỆP | list | show units|calendar|rules|code-lists SỐ | activate");
        return Misused;
    }

    private static async Task<int> PullAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var pulled = await services.GetRequiredService<PullPacks>().HandleAsync(cancel);
        await output.WriteLineAsync(pulled.Trouble.Length > 0 ? pulled.Trouble : $"Đã nhận {pulled.Taken} gói, từ chối {pulled.Refused} gói.");
        await ActivateAsync(services, output, cancel);
        await services.GetRequiredService<PullPacks>().TellAsync(cancel);
        return pulled.Trouble.Length > 0 || pulled.Refused > 0 ? Refused : Done;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, string file, TextWriter output, CancellationToken cancel)
    {
        var take = services.GetRequiredService<TakePack>();
        if (!File.Exists(file) || !take.CanVerify)
        {
            await output.WriteLineAsync(File.Exists(file) ? PackProblems.NoAuthority.Sentence : $"Không có tệp {file}.");
            return Misused;
        }

        if (new FileInfo(file).Length > PackReader.MostBytes)
        {
            await output.WriteLineAsync(PackProblems.NoFile.Sentence);
            return Refused;
        }

        var taken = await take.HandleAsync(await File.ReadAllBytesAsync(file, cancel), null, null, cancel);
        foreach (var fault in taken.Faults)
        {
            await output.WriteLineAsync(fault.Words);
        }

        await output.WriteLineAsync(taken.Pack is { } pack ? $"Đã nhận gói {PackKinds.Word(pack.Kind)} số {pack.Number}, áp dụng từ {VietnameseFormat.Date(pack.InForceFrom)}." : taken.Faults.Count > 0 ? "Không nhận gói này." : "Nút đang giữ đúng gói này rồi.");
        await ActivateAsync(services, output, cancel);
        return taken.Faults.Count > 0 ? Refused : Done;
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        foreach (var pack in await services.GetRequiredService<PackBook>().ListAsync(cancel))
        {
            await output.WriteLineAsync($"{PackKinds.Word(pack.Kind)} {pack.Number} từ {VietnameseFormat.Date(pack.InForceFrom)}: {PacksPageModel.Word(pack.State, pack.Trouble)}. {pack.Basis} {pack.Trouble}".TrimEnd());
        }

        foreach (var refused in await services.GetRequiredService<NodeDb>().RefusedPacks.AsNoTracking().OrderByDescending(r => r.LastAt).Take(20).ToListAsync(cancel))
        {
            await output.WriteLineAsync($"Từ chối {VietnameseFormat.Date(VietnamTime.Day(refused.LastAt))}: {refused.Reason}");
        }

        return Done;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, PackKind kind, int number, TextWriter output, CancellationToken cancel)
    {
        if (await services.GetRequiredService<NodeDb>().ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == number, cancel) is not { } pack)
        {
            await output.WriteLineAsync($"Nút không giữ gói {PackKinds.Word(kind)} số {number}.");
            return Refused;
        }

        var view = await services.GetRequiredService<ActivatePacks>().LookAsync(pack, cancel);
        await output.WriteLineAsync($"{PackKinds.Name(kind)} số {number}, áp dụng từ {VietnameseFormat.Date(pack.InForceFrom)}: {PacksPageModel.Word(pack.State, pack.Trouble)}. {view.Changes.Count} điểm khác với trước đó.");
        foreach (var line in view.Changes.Select(c => c.Words).Concat(view.Effect.Past.Select(p => p.Words)).Concat(view.Effect.Notes).Concat(view.Effect.Faults))
        {
            await output.WriteLineAsync("  " + line);
        }

        return Done;
    }

    private static async Task<int> ActivateAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var active = await services.GetRequiredService<ActivatePacks>().HandleAsync(cancel);
        var db = services.GetRequiredService<NodeDb>();
        var (waiting, troubled) = (await db.ReferencePacks.CountAsync(p => p.State == ReferencePackState.Waiting, cancel), await db.ReferencePacks.AsNoTracking().Where(p => p.Trouble != "" && p.State != ReferencePackState.Past).ToListAsync(cancel));
        await output.WriteLineAsync($"Đưa vào áp dụng {active} gói; {waiting} gói chờ lãnh đạo Sở duyệt ở trang /goi-tham-chieu.");
        foreach (var pack in troubled)
        {
            await output.WriteLineAsync($"{PackKinds.Word(pack.Kind)} {pack.Number}: {pack.Trouble}");
        }

        return troubled.Count > 0 ? Refused : Done;
    }
}
