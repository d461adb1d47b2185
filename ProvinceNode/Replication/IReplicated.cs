using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>A record that the hub must hold. Each save gives it the next version and puts its whole state into the outbox, in the same transaction.</summary>
public interface IReplicated
{
    Guid Id { get; }

    string TenantPath { get; }

    /// <summary>Epoch of the node when this version was made.</summary>
    long Epoch { get; set; }

    /// <summary>Grows by one per change.</summary>
    long Version { get; set; }

    /// <summary>False while the hub need not know of it; once it was told it is told everything.</summary>
    bool IsForHub => true;
}

/// <summary>A row that belongs to a record and goes with it: its change makes a new version of the record, and it lies where the record lies.</summary>
public interface IRecordPart
{
    RecordKind RecordKind { get; }

    /// <summary>The record that it is a part of.</summary>
    Guid RecordId { get; }

    string TenantPath { get; set; }
}
