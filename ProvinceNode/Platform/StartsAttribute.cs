using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ProvinceNode.Platform;

/// <summary>
/// On a page whose form asks for scheduled work: the job begins when the form was taken, not at its next turn, so that nobody looks at an empty list for a minute. The job looks at the database
/// for what is due anyway: a start that is not heard loses nothing.
/// </summary>
/// <typeparam name="T">Job that does what the page asks for.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class StartsAttribute<T> : ResultFilterAttribute
    where T : NodeJob
{
    public override async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        await next();

        // A form that was taken leads to another page; one with faults shows itself again.
        if (!HttpMethods.IsPost(context.HttpContext.Request.Method) || context.Result is not RedirectResult)
        {
            return;
        }

        await Jobs.StartNowAsync<T>(context.HttpContext.RequestServices, CancellationToken.None);
    }
}
