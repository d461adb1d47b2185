using System.Data.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication.Stage;

/// <summary>The stage of the province, as the hub told it last and the node keeps it.</summary>
public sealed class HubStage(NodeDb db, StageBoard board, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Longest = 20;

    /// <returns>Empty: no hub told any.</returns>
    public async Task<string> ReadAsync(CancellationToken cancel) => await db.States.AsNoTracking().Select(s => s.HubStage).SingleOrDefaultAsync(cancel) ?? "";

    /// <summary>The same for pages, asked of the store once a process: it is told here alone.</summary>
    public async Task<string> ShownAsync(CancellationToken cancel) => board.Stage ??= await ReadAsync(cancel);

    /// <summary>What a list that goes out now must be confirmed with, or empty: in a demo nothing is paid, and in the last stage nothing is paid beside it.</summary>
    public async Task<string> ToConfirmAsync(CancellationToken cancel) => !node.Value.Demo && await ReadAsync(cancel) is { } stage && StageRules.IsTrial(stage) ? stage : "";

    /// <summary>Keeps what was told; the same again writes nothing, nor does a hub that tells none.</summary>
    public async Task<bool> TakeAsync(string told, CancellationToken cancel)
    {
        if (told.Length is 0 or > Longest || !told.All(char.IsAsciiLetter))
        {
            return false;
        }

        if (await ReadAsync(cancel) is var before && before == told)
        {
            return false;
        }

        var words = $"Trục quốc gia báo giai đoạn của tỉnh: {StageRules.Name(told)}{(before.Length > 0 ? $" (trước đó: {StageRules.Name(before)})" : "")}";
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The one row of the node's state is written past the tracker: what saves takes its turn there and reads it anew.
        await db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.HubStage, told), cancel);
        if (!await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.HubStage, time.UtcNow, words), cancel))
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        board.Stage = told;
        return true;
    }
}

/// <summary>What pages show of the stage, so that none of them asks the store for it.</summary>
public sealed class StageBoard
{
    private volatile string? _stage;

    /// <summary>Null: not read yet.</summary>
    public string? Stage { get => _stage; set => _stage = value; }
}

/// <summary>The banner of every page while the province is not live.</summary>
public sealed class StageBannerViewComponent(HubStage stage, CurrentOfficial current) : ViewComponent
{
    private const string Banner = "/Replication/Stage/_StageBanner.cshtml";

    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        try
        {
            return View(Banner, StageRules.Banner(await stage.ShownAsync(cancel), current.Official is not null));
        }
        catch (DbException)
        {
            // The page that says that the store is away has the same layout.
            return View(Banner, "");
        }
    }
}

/// <summary>The part of a form that sends lists: the official says that he knows the stage.</summary>
public sealed class StageConfirmationViewComponent(HubStage stage) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel) => View("/Replication/Stage/_StageConfirmation.cshtml", await stage.ToConfirmAsync(cancel));
}
