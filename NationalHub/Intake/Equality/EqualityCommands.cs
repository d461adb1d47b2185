using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Equality;

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

        using var authority = line.Options["authority"] is { Length: > 0 } given
            ? X509CertificateLoader.LoadCertificateFromFile(given)
            : X509CertificateLoader.LoadCertificate(line.Services.GetRequiredService<CertificateAuthority>().Authority.RawData);
        var verdict = EqualitySeal.Verify(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), authority);
        foreach (var fault in verdict.Faults)
        {
            await line.Errors.WriteLineAsync(fault).ConfigureAwait(false);
        }

        if (verdict is { Faults.Count: 0, Content: { } content })
        {
            await line.Output.WriteLineAsync($"Chữ ký của tỉnh {content.Province} và của trục quốc gia đúng; ký lúc {EqualityPageModel.Moment(verdict.SignedAt)}.").ConfigureAwait(false);
            await line.Output.WriteLineAsync($"{EqualityPageModel.Number(content.Records)} bản ghi, {content.InFlight} đang gửi, {(content.Equal ? "hai bên khớp" : $"{content.Differing} bản ghi lệch")}.").ConfigureAwait(false);
            foreach (var row in content.Rows)
            {
                await line.Output.WriteLineAsync($"  {row.Kind} {row.Path} {row.Id}: {EqualityWords.What(row)} {string.Join(',', EqualityWords.Fields(row))}".TrimEnd()).ConfigureAwait(false);
            }
        }

        return verdict.Faults.Count == 0 ? HubCommands.Done : HubCommands.Refused;
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
            .Select(c => new CertificateLine(c.RunId, c.Reason, c.SignedAt, c.Records, c.InFlight, c.Differing)).ToListAsync(cancellation).ConfigureAwait(false))
        {
            await line.Output.WriteLineAsync($"{EqualityPageModel.Moment(c.SignedAt)} {c.RunId:D} {c.State.Words}, {EqualityPageModel.Number(c.Records)} bản ghi ({EqualityWords.Reason(c.Reason)})").ConfigureAwait(false);
        }

        return HubCommands.Done;
    }
}
