using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvinceNode.Platform.Layout;

/// <summary>The page of one verb: shows exactly what will happen, acts once on POST, and goes to where the result is seen.</summary>
/// <typeparam name="T">What the verb changes.</typeparam>
public abstract class VerbPage<T>(NodeDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What is said after success.</summary>
    protected abstract string Done { get; }

    /// <summary>Where the official goes after success.</summary>
    protected abstract string Next { get; }

    protected NodeDb Db => db;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await OpenAsync(cancel);
        return Page();
    }

    public virtual async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await ActAsync(cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = Done;
            return Redirect(Next);
        }

        // What was loaded for the failed attempt is dropped: the page shows the newest state beside what was typed.
        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        Refused(outcome);
        await ShowAsync(cancel);
        return Page();
    }

    /// <summary>Loads what the page is about; the answer to give when it is not there.</summary>
    protected abstract Task<IActionResult?> LoadAsync(CancellationToken cancel);

    /// <summary>Performs the verb with what was typed.</summary>
    protected abstract Task<Outcome<T>> ActAsync(CancellationToken cancel);

    /// <summary>Gathers what the page shows beside the form.</summary>
    protected virtual Task ShowAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The page is opened, nothing was typed yet.</summary>
    protected virtual Task OpenAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>The verb was refused and the newest state is loaded.</summary>
    protected virtual void Refused(Outcome<T> outcome)
    {
    }
}
