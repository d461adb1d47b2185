namespace TestSupport.House;

/// <summary>A house rule does not hold; the message names every place in full.</summary>
public sealed class BrokenRuleException(string message) : Exception(message);
