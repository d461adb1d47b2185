using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>Door of the operator's shell: <c>ProvinceNode replication certificate</c>.</summary>
public static class EqualityCommand
{
    /// <returns>0 equal, 3 something differs or was refused by the hub, 1 not made.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        if (!services.GetRequiredService<HubClient>().IsConfigured)
        {
            await output.WriteLineAsync("Chưa cấu hình địa chỉ trục quốc gia (Hub:Address).");
            return 2;
        }

        await using var scope = services.CreateAsyncScope();
        var province = scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<NodeOptions>>().Value.ProvinceCode;
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(province));
        var wanted = await scope.ServiceProvider.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.AskedByNode, EqualityState.Making, cancel);
        var made = await scope.ServiceProvider.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, cancel);
        if (made.State != EqualityState.Done)
        {
            await output.WriteLineAsync(made.Trouble);
            return 1;
        }

        await output.WriteLineAsync($"{made.Records} bản ghi, {made.InFlight - made.Refused} đang gửi, {Result(made)}.");
        var rows = EqualityBook.Read(made)?.Rows ?? [];
        var findings = await scope.ServiceProvider.GetRequiredService<EqualityBook>().FindingsAsync(rows, cancel);
        foreach (var row in rows)
        {
            await output.WriteLineAsync($"  {row.Kind} {row.Path} {row.Id}: {EqualityWords.What(row)} {string.Join(',', EqualityWords.Fields(row))}".TrimEnd());
            if (EqualityWords.IsUntold(row))
            {
                await output.WriteLineAsync($"    {EqualityWords.ToDo(row)}");
            }
            else if (EqualityBook.IsBehindRefused(row))
            {
                await output.WriteLineAsync($"    {EqualityBook.BehindRefusedWords} (/dong-bo)");
            }
            else if (EqualityBook.IsHeld(row, findings.ContainsKey(Guid.ParseExact(row.Id, "D"))))
            {
                await output.WriteLineAsync($"    {EqualityBook.HeldWords} (/dong-bo/chung-nhan)");
            }
        }

        return made is { Differing: 0, Refused: 0 } ? 0 : 3;
    }

    private static string Result(EqualityCertificate made)
    {
        var refused = made.Refused == 0 ? "" : $"{made.Refused} bị trục quốc gia từ chối (lý do ở /dong-bo), ";
        return refused + (made.Differing > 0 ? $"{made.Differing} bản ghi lệch, {made.Replayed} bản ghi sẽ được gửi lại" : made.Refused > 0 ? "còn lại khớp" : "hai bên khớp");
    }
}
