namespace ProvinceNode.Registry.Merging;

/// <summary>
/// What a slice does when rows of its name another person, by a merge or by its undoing: a record of which they are a part, and that the hub has already, is told anew. Each slice with such rows registers
/// one, because the registry does not know the slices. Called in the transaction of the merge, after its rows are saved.
/// </summary>
/// <param name="rows">All rows that name another person now.</param>
public delegate Task RowsGiven(IReadOnlyList<object> rows, CancellationToken cancel);
