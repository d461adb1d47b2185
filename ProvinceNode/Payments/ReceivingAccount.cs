using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>What is known of an account. Stored by name.</summary>
public enum AccountState
{
    /// <summary>Chưa kiểm tra.</summary>
    Unchecked = 1,

    /// <summary>Được ngân hàng xác nhận: it exists and the name is the holder's.</summary>
    Good,

    /// <summary>Tên chủ tài khoản không khớp.</summary>
    NameDiffers,

    /// <summary>Không có tài khoản này.</summary>
    Missing,

    /// <summary>Tài khoản đã đóng, bị khóa.</summary>
    Closed,
}

/// <summary>An account that money is to go to, as the bank knows it: checked before a list closes (policy 6.3, column 17).</summary>
public sealed class ReceivingAccount : ITenantOwned, IOfPerson
{
    public Guid Id { get; init; }

    /// <summary>The commune of the receiver.</summary>
    public required string TenantPath { get; set; }

    /// <summary>For whom it was given.</summary>
    public required Guid BeneficiaryId { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public required string AccountNumber { get; init; }

    public required string Bank { get; init; }

    /// <summary>Holder as declared last: the one whom the bank is asked about.</summary>
    public required string Holder { get; set; }

    public AccountState State { get; set; } = AccountState.Unchecked;

    /// <summary>Holder as the bank has him; empty before the check.</summary>
    public string HolderAtBank { get; set; } = "";

    /// <summary>UTC of the last check; null before.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>The bank or switch that answered.</summary>
    public string CheckedBy { get; set; } = "";

    /// <summary>Its answer in words.</summary>
    public string Answer { get; set; } = "";

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public long Version { get; set; }

    /// <summary>
    /// What the bank's last answer says of the account in somebody's name. One account may have been declared in several names: the answer counts for who the bank says holds it, and for nobody else.
    /// </summary>
    public AccountState StateFor(string holder)
    {
        if (State is AccountState.Missing or AccountState.Closed)
        {
            return State;
        }

        return HolderAtBank.Length == 0 ? State == AccountState.Good && HolderName.Compare(holder, Holder) != HolderMatch.Same ? AccountState.Unchecked : State
            : HolderName.Compare(holder, HolderAtBank) != HolderMatch.Same ? AccountState.NameDiffers
            : State == AccountState.Unchecked ? AccountState.Unchecked : AccountState.Good;
    }

    /// <summary>
    /// The account is declared again. In another name, or after an answer that was not good, the bank is asked anew; what it last said of the holder stays until it answers. In the same name, whatever
    /// the tones and capitals, its good answer stands.
    /// </summary>
    public void Declare(string holder)
    {
        Version++;
        if (State != AccountState.Good || HolderName.Compare(holder, Holder) != HolderMatch.Same || StateFor(holder) != AccountState.Good)
        {
            (State, CheckedAt, CheckedBy, Answer) = (AccountState.Unchecked, null, "", "");
        }

        Holder = holder;
    }

    internal static void Map(EntityTypeBuilder<ReceivingAccount> account)
    {
        account.ToTable("ReceivingAccounts");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Version).IsConcurrencyToken();
        account.HasIndex(a => new { a.BeneficiaryId, a.AccountNumber, a.Bank }).IsUnique();
        account.HasIndex(a => new { a.State, a.CheckedAt });
        account.Property(a => a.AccountNumber).HasMaxLength(30).UseOrdinal();
        account.Property(a => a.Bank).HasMaxLength(120).UseOrdinal();
        account.Property(a => a.Holder).HasMaxLength(120);
        account.Property(a => a.State).HasConversion<string>().HasMaxLength(15);
        account.Property(a => a.HolderAtBank).HasMaxLength(120);
        account.Property(a => a.CheckedBy).HasMaxLength(120);
        account.Property(a => a.Answer).HasMaxLength(300);
    }
}
