using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>Times are stored as UTC and come back as UTC.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

/// <summary>Money is stored as whole đồng.</summary>
public sealed class DongConverter() : ValueConverter<Dong, long>(value => value.Amount, value => new Dong(value));
