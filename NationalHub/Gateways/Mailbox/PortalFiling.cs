using Microsoft.EntityFrameworkCore;

namespace NationalHub.Gateways.Mailbox;

/// <summary>How far a dossier of the national portal has come; the names are stored.</summary>
public enum FilingState
{
    /// <summary>Its papers are not all here yet.</summary>
    Fetching = 1,

    /// <summary>The province's node may take it.</summary>
    Waiting = 2,

    /// <summary>It is a dossier of the province.</summary>
    Accepted = 3,

    /// <summary>It goes back to the citizen with the reason.</summary>
    Returned = 4,
}

/// <summary>A dossier that a citizen filed on the national portal, on its way to his province; once for each code of the portal, whatever is repeated.</summary>
public sealed class PortalFiling
{
    public const int LongestReason = 2000;

    /// <summary>So often it is shown to the node each time that it asks; after that at longer and longer intervals, and the operator is told.</summary>
    public const int ShownAtOnce = 3;

    /// <summary>How long before the hub tries again to open what it could not.</summary>
    private static readonly TimeSpan WithheldFor = TimeSpan.FromMinutes(10);

    /// <summary>MaHoSo.</summary>
    public required string Code { get; init; }

    /// <summary>Empty when it names no province that takes dossiers.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Protos.PublicService.Filing, sealed with the code; emptied when the portal knows the outcome, of what was taken at <see cref="KeptUntil"/>.</summary>
    public required byte[] Sealed { get; set; }

    public FilingState State { get; set; }

    /// <summary>The portal knows the outcome.</summary>
    public bool IsTold { get; set; }

    /// <summary>Why it is returned, or what keeps it.</summary>
    public string Reason { get; set; } = "";

    public DateTime ReceivedAt { get; init; }

    public DateTime? SettledAt { get; set; }

    /// <summary>Epoch of the node's database that has it; 0: none, or a node that does not tell.</summary>
    public long TakenEpoch { get; set; }

    /// <summary>UTC; until then what was taken stays here sealed for a node that is restored. Null: it does not.</summary>
    public DateTime? KeptUntil { get; set; }

    /// <summary>Failed tries of what is done next; while it waits, how often it was shown to the node.</summary>
    public int Attempts { get; set; }

    /// <summary>When what is done next is tried; while it waits, the order in which it is shown: when it came, then when it was shown.</summary>
    public DateTime NextAttemptAt { get; set; }

    /// <summary>Its way ended, or begins to go back.</summary>
    public bool IsSettled => State is FilingState.Accepted or FilingState.Returned;

    /// <summary>It waits, and the hub itself held it back when it was last asked for.</summary>
    public bool IsWithheld => State == FilingState.Waiting && Reason.Length > 0;

    /// <summary>Takes the first word about it; whatever is said after changes nothing.</summary>
    public void Settle(bool accepted, string reason, DateTime now)
    {
        if (IsSettled)
        {
            return;
        }

        (State, Reason, SettledAt) = (accepted ? FilingState.Accepted : FilingState.Returned, reason.Length <= LongestReason ? reason : reason[..LongestReason], now);
        (Attempts, NextAttemptAt) = (0, now);
    }

    /// <summary>The node says of what it was shown again after a restore whether it has it now. What the portal was told stands.</summary>
    public void TakeAgain(bool accepted, string reason, long epoch)
    {
        if (State != FilingState.Accepted || epoch <= TakenEpoch)
        {
            return;
        }

        var lost = $"Nút của tỉnh đã khôi phục từ bản sao lưu và không nhận lại được hồ sơ này: {reason}";
        (TakenEpoch, Reason) = (epoch, accepted ? "" : lost.Length <= LongestReason ? lost : lost[..LongestReason]);
    }

    /// <summary>The portal knows the outcome.</summary>
    /// <param name="keptUntil">Null: nothing of it is kept.</param>
    public void Told(DateTime? keptUntil)
    {
        (IsTold, Attempts, KeptUntil) = (true, 0, State == FilingState.Accepted ? keptUntil : null);
        Sealed = KeptUntil is null ? [] : Sealed;
    }

    /// <summary>Its papers are all here.</summary>
    public void Wait() => (State, Reason, Attempts, NextAttemptAt) = (FilingState.Waiting, "", 0, ReceivedAt);

    /// <summary>It is shown to its node, behind which all others come first the next time.</summary>
    /// <param name="pause">Wait after so many times in vain.</param>
    public void Show(DateTime now, Func<int, TimeSpan> pause)
    {
        Attempts++;
        (Reason, NextAttemptAt) = ("", Attempts < ShownAtOnce ? now : now + pause(Attempts - ShownAtOnce + 1));
    }

    /// <summary>The hub itself cannot open it: it was not shown, the operator is told why, and it holds up no other.</summary>
    public void Withhold(DateTime now) => (Reason, NextAttemptAt) =
        (Unopened, now + WithheldFor);

    /// <summary>Why the hub cannot hand it out.</summary>
    public const string Unopened = "Trục quốc gia không mở được nội dung đã niêm phong của hồ sơ này: khóa của trục (Gateways:NumberKey hoặc tệp gateway.key) không phải khóa lúc nhận, hoặc dữ liệu đã hỏng. Hãy khôi phục khóa từ bản sao lưu; tỉnh không có lỗi, hồ sơ khác không bị giữ lại.";

    /// <summary>A paper of what waits is not here any more.</summary>
    public void FetchAgain(DateTime now)
    {
        if (State == FilingState.Waiting)
        {
            (State, Reason, Attempts, NextAttemptAt) = (FilingState.Fetching, "Trục quốc gia không còn giữ giấy tờ của hồ sơ này; đang lấy lại từ Cổng.", 0, now);
        }
    }

    internal static void Map(ModelBuilder model) => model.Entity<PortalFiling>(e =>
    {
        e.ToTable("PortalFilings");
        e.HasKey(f => f.Code);
        e.Property(f => f.Code).HasMaxLength(60).IsUnicode(false);
        e.Property(f => f.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(f => f.Reason).HasMaxLength(LongestReason);
        // Two hubs, or a node and a round, at once: the second reads again.
        e.Property(f => f.State).IsConcurrencyToken();
        e.Ignore(f => f.IsSettled);
        e.Ignore(f => f.IsWithheld);
        e.HasIndex(f => new { f.ProvinceCode, f.State, f.ReceivedAt });
        e.HasIndex(f => new { f.State, f.NextAttemptAt });
    });
}
