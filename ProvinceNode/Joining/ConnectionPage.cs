using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;

namespace ProvinceNode.Joining;

/// <summary>Kết nối: walks the way to the hub when asked and says in words where it is barred.</summary>
[Needs(Actions.ReplicationView)]
public sealed class ConnectionPageModel(ConnectionTest test, HubStage hub) : PageModel
{
    /// <summary>Null before the test was asked for.</summary>
    public IReadOnlyList<TestStep>? Steps { get; private set; }

    /// <summary>Name of the stage that the hub told last; empty: none.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>Gates and weeks as the hub told them just now; null: it was not asked, or told none.</summary>
    public HubGates? Gates { get; private set; }

    // Only the form: the test takes seconds when something is wrong.
    public async Task OnGetAsync(CancellationToken cancel) => Stage = StageRules.Name(await hub.ReadAsync(cancel));

    public async Task OnPostAsync(CancellationToken cancel)
    {
        Steps = await test.HandleAsync(cancel);
        Gates = HubGates.Of(test.Answer);
        await OnGetAsync(cancel);
    }

    public static (string Css, string Words) Sign(StepState state) => state switch
    {
        StepState.Good => ("text-success", "✓ Tốt"),
        StepState.Warning => ("text-warning-emphasis", "◆ Cần chú ý"),
        _ => ("text-danger", "✕ Vướng ở đây"),
    };
}
