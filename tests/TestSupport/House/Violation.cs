namespace TestSupport.House;

/// <summary>A place that breaks a rule.</summary>
/// <param name="Key">What an exception would name: a file, or file and member.</param>
/// <param name="Where">File and line.</param>
public sealed record Violation(string Key, string Where, string What);

/// <summary>Compares what was found with the exceptions that are agreed, each with its reason.</summary>
public static class Verdict
{
    /// <summary>Does nothing when the rule holds.</summary>
    /// <param name="exceptions">Key to reason.</param>
    /// <exception cref="BrokenRuleException">Names each place, and each exception that nothing needs any more.</exception>
    public static void Hold(string rule, IEnumerable<Violation> violations, IReadOnlyDictionary<string, string>? exceptions = null)
    {
        var found = violations.ToList();
        exceptions ??= new Dictionary<string, string>();
        var lines = found.Where(v => !exceptions.ContainsKey(v.Key)).Select(v => $"{v.Where}: {v.What}")
            .Concat(exceptions.Keys.Except(found.Select(v => v.Key)).Select(k => $"{k}: nothing breaks the rule there any more; take the exception away")).ToList();
        if (lines.Count > 0)
        {
            throw new BrokenRuleException($"{rule}\n{string.Join('\n', lines)}");
        }
    }
}
