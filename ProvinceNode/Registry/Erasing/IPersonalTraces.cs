using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Erasing;

/// <summary>A person to be erased, and what leads to him.</summary>
/// <param name="Numbers">His numbers that no other record holds: by them he is found where his id does not stand. A number typed by mistake is another's.</param>
public sealed record ErasedPerson(Beneficiary Person, IReadOnlyList<string> Numbers)
{
    public Guid Id => Person.Id;

    /// <summary>Whether words that are kept would tell who he was.</summary>
    public bool IsToldBy(string words)
    {
        var (folded, digits) = ($" {VietnameseText.Fold(words)} ", new string([.. words.Where(char.IsAsciiDigit)]));
        return folded.Contains($" {VietnameseText.Fold(Person.FullName)} ", StringComparison.Ordinal)
            || new[] { Person.CitizenId, Person.OldIdentityNumber, Person.Phone }.Any(n => n.Length >= 9 && digits.Contains(n, StringComparison.Ordinal));
    }
}

/// <summary>What was taken away, counted by kind; no personal data.</summary>
public sealed class ErasureTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string what, int count = 1) => _counts[what] = _counts.GetValueOrDefault(what) + count;

    /// <summary>"2 dòng của danh sách đã nhập, 1 hồ sơ đối tượng".</summary>
    public string Words => string.Join(", ", _counts.Where(c => c.Value > 0).Select(c => string.Create(VietnameseFormat.Culture, $"{c.Value} {c.Key}")));
}

/// <summary>Something of an erased person that could not be taken away yet.</summary>
/// <param name="What">Where it stands; he is not named.</param>
/// <param name="ToDo">What the province does about it.</param>
public sealed record UnfinishedErasure(string What, string ToDo);

/// <summary>
/// What a slice keeps of people: what stands there so that they may not be erased, and how the rest is taken away. Each slice that keeps some registers one, because the
/// registry does not know the slices.
/// </summary>
public interface IPersonalTraces
{
    /// <summary>What stands in the way, whichever office it belongs to.</summary>
    Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel);

    /// <summary>Takes away what is left. The caller saves.</summary>
    Task EraseAsync(ErasedPerson person, ErasureTally tally, CancellationToken cancel);

    /// <summary>What is taken away after the erasure, by a job, and still stands.</summary>
    Task<IReadOnlyList<UnfinishedErasure>> UnfinishedAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<UnfinishedErasure>>([]);
}
