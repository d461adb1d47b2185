using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Equality;
using Protos.Hosting;

namespace NationalHub.Intake.Equality;

/// <summary><c>equality verify FILE [--authority CA]</c>, <c>equality ask MÃ</c>, <c>equality list MÃ</c>.</summary>
internal static class EqualityCommands
{
    public static Task<int> RunAsync(CommandLine line, CancellationToken cancellation) => line.Words switch
    {
        [_, "verify", var file] => VerifyAsync(line, file, cancellation),
        [_, "ask", var code] => AskAsync(line, code, cancellation),
        [_, "list", var code] => ListAsync(line, code, cancellation),
        _ => line.MisusedAsync("NationalHub equality verify TỆP [--authority ca.crt] | equality ask MÃ | equality list MÃ"),
    };

    private static async Task<int> VerifyAsync(CommandLine line, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            throw new ArgumentException($"Không có tệp {file}.");
        }

        var (bytes, check, given) = (await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), line.Services.GetRequiredService<CheckSeal>(), line.Options["authority"]);
        var verdict = given is { Length: > 0 } ? CheckSeal.By(bytes, [.. MutualTls.AuthoritiesIn(given)]) : check.Of(bytes);
        foreach (var fault in verdict.Faults)
        {
            await line.Errors.WriteLineAsync(fault).ConfigureAwait(false);
        }

        if (verdict is not { Faults.Count: 0, Content: { } content })
        {
            return HubCommands.Refused;
        }

        // Whoever names the authority trusts it himself.
        if (given is not { Length: > 0 } && await check.IsDoubtfulAsync(line.Services.GetRequiredService<HubDb>(), bytes, content, cancellation).ConfigureAwait(false))
        {
            await line.Errors.WriteLineAsync("Chứng nhận được ký dưới cơ quan cấp chứng thư đã thu hồi và trục quốc gia không giữ bản này: nếu khóa cũ đã lộ thì có thể là bản giả. Nếu chắc chắn tin cơ quan cũ, hãy chạy lại với --authority authority/former/….crt.").ConfigureAwait(false);
            return HubCommands.Refused;
        }

        await TellAsync(line.Output, verdict, content, cancellation).ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task TellAsync(TextWriter output, EqualityVerdict verdict, EqualityContent content, CancellationToken cancellation)
    {
        await output.WriteLineAsync($"Chữ ký của tỉnh {content.Province} và của trục quốc gia đúng; ký lúc {EqualityPageModel.Moment(verdict.SignedAt)}.".AsMemory(), cancellation).ConfigureAwait(false);
        await output.WriteLineAsync($"{EqualityPageModel.Number(content.Records)} bản ghi, {EqualityPageModel.Number(content.InFlight - content.Refused)} đang gửi, {Result(content)}.".AsMemory(), cancellation).ConfigureAwait(false);
        foreach (var row in content.Rows)
        {
            await output.WriteLineAsync($"  {row.Kind} {row.Path} {row.Id}: {EqualityWords.What(row)} {string.Join(',', EqualityWords.Fields(row))}".TrimEnd().AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    private static string Result(EqualityContent content)
    {
        var refused = content.Refused == 0 ? "" : $"{EqualityPageModel.Number(content.Refused)} bị trục quốc gia từ chối, ";
        return refused + (content.Differing > 0 ? $"{EqualityPageModel.Number(content.Differing)} bản ghi lệch" : content.Refused > 0 ? "còn lại khớp" : "hai bên khớp");
    }

    private static async Task<int> AskAsync(CommandLine line, string code, CancellationToken cancellation)
    {
        var asked = await line.Services.GetRequiredService<AskEquality>().HandleAsync(code, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(asked ? $"Đã yêu cầu tỉnh {code} đối chiếu khi kết nối lần tới." : $"Tỉnh {code} chưa đẩy dữ liệu lần nào.").ConfigureAwait(false);
        return asked ? HubCommands.Done : HubCommands.Refused;
    }

    private static async Task<int> ListAsync(CommandLine line, string code, CancellationToken cancellation)
    {
        var db = line.Services.GetRequiredService<HubDb>();
        foreach (var c in await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == code).OrderBy(c => c.SignedAt)
            .Select(c => new CertificateLine(c.RunId, c.Reason, c.SignedAt, c.Records, c.InFlight, c.Refused, c.Differing, c.OfTrial)).ToListAsync(cancellation).ConfigureAwait(false))
        {
            await line.Output.WriteLineAsync($"{EqualityPageModel.Moment(c.SignedAt)} {c.RunId:D} {c.State.Words}, {EqualityPageModel.Number(c.Records)} bản ghi ({EqualityWords.Reason(c.Reason)})").ConfigureAwait(false);
        }

        return HubCommands.Done;
    }
}
