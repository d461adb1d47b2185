using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Platform;
using Protos.Identity;
using Protos.PublicService;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>What the tests of <see cref="MailboxTests"/> share.</summary>
public sealed partial class MailboxTests
{
    private static async Task<(string Result, string Why)> OutcomeAsync(PortalWorld world, string code)
    {
        var told = JsonDocument.Parse(await world.Services.Client.GetStringAsync(new Uri("/quan-tri/ho-so-den/" + code, UriKind.Relative))).RootElement;
        return (told.GetProperty("KetQua").GetString()!, told.GetProperty("LyDo").GetString()!);
    }

    private static async Task GoneAsync(PublicServiceMailbox.PublicServiceMailboxClient node, string hash) =>
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => PaperAsync(node, Code, hash))).StatusCode);

    internal static async Task<byte[]> PaperAsync(PublicServiceMailbox.PublicServiceMailboxClient node, string code, string hash)
    {
        using var call = node.GetPaper(new PaperRequest { Code = code, Hash = hash });
        using var content = new MemoryStream();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            call.ResponseStream.Current.Content.WriteTo(content);
        }

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
        return content.ToArray();
    }
}
