namespace ProvinceNode.Replication;

/// <summary>The hub knows more of this province than this node: going on would overwrite what was acknowledged. Only an operator can decide.</summary>
/// <param name="message">A Vietnamese sentence for the operator: what was found and what to do.</param>
public sealed class RelayFencedException(string message) : Exception(message);
