using System.Linq.Expressions;
using System.Reflection;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Turns the parser's expression tree into LINQ over a row. Types are settled here and not taken from the parser, which knows
/// neither enum columns nor the real type of an aggregate (it wraps those in a conversion to int).</summary>
internal sealed class NodeBinder(Shape shape, ParameterExpression row, BindingScope scope)
{
    private static readonly MethodInfo Contains = typeof(Enumerable).GetMethods()
        .Single(method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == 2);

    public BindingScope Scope => scope;

    /// <summary>A condition, its constants captured.</summary>
    public LambdaExpression Predicate(SingleValueNode node)
        => Expression.Lambda(scope.Capture(AsBoolean(Bind(node))), row);

    /// <summary>A value, its constants captured.</summary>
    public Expression Value(QueryNode node) => scope.Capture(Bind(node));

    public Expression Bind(QueryNode node)
    {
        scope.Spend();
        return node switch
        {
            ConstantNode constant => Constant(constant),
            ConvertNode convert => Bind(convert.Source),
            SingleValuePropertyAccessNode { Source: SingleNavigationNode way } property => scope.AsText(shape.Find(way.NavigationProperty.Name, property.Property.Name, scope.Target).Read(row)),
            SingleNavigationNode way => shape.LinkKey(way.NavigationProperty.Name, scope.Target).Read(row),
            SingleValuePropertyAccessNode property => scope.AsText(shape.Find(property.Property.Name, scope.Target).Read(row)),
            SingleValueOpenPropertyAccessNode property => scope.AsText(shape.Find(property.Name, scope.Target).Read(row)),
            BinaryOperatorNode binary => Binary(binary),
            UnaryOperatorNode unary => Unary(unary),
            InNode list => In(list),
            SingleValueFunctionCallNode call => new FunctionBinder(this).Bind(call),
            ParameterAliasNode alias => Alias(alias),
            _ => throw ODataFaultException.NotSupported(
                $"Biểu thức loại “{node.Kind}” không được hỗ trợ. Hãy dùng các phép so sánh, số học và hàm chuỗi, ngày cơ bản trên chính tập dữ liệu này.", scope.Target),
        };
    }

    private Expression AsBoolean(Expression expression)
        => expression.Type == typeof(bool?) ? Expression.Equal(expression, Expression.Constant(true, typeof(bool?)))
            : expression.Type == typeof(bool) ? expression
            : throw ODataFaultException.Bad("OData.TypeMismatch", "and, or, not và $filter cần điều kiện đúng/sai. Hãy so sánh giá trị bằng eq, ne, gt, ge, lt, le.", scope.Target);

    private ConstantExpression Constant(ConstantNode node)
    {
        var value = EdmTypes.FromWire(node.Value);
        return scope.Given(value, value?.GetType() ?? typeof(object));
    }

    private Expression Alias(ParameterAliasNode alias)
        => scope.Aliases is { } aliases && aliases.TryGetValue(alias.Alias, out var node) && node is not null
            ? Bind(node)
            : throw ODataFaultException.Bad("OData.UnknownAlias", $"Tham số {alias.Alias} chưa có giá trị. Hãy thêm “{alias.Alias}=…” vào truy vấn.", scope.Target);

    private UnaryExpression Unary(UnaryOperatorNode node)
    {
        if (node.OperatorKind == UnaryOperatorKind.Negate)
        {
            var number = Bind(node.Operand);
            RequireSafe(number is ConstantExpression);
            return EdmTypes.IsNumber(number.Type) ? Expression.Negate(number) : throw NotNumbers();
        }
        return Expression.Not(AsBoolean(Bind(node.Operand)));
    }

    private Expression Binary(BinaryOperatorNode node)
    {
        var left = Bind(node.Left);
        var right = Bind(node.Right);
        return node.OperatorKind switch
        {
            BinaryOperatorKind.And => Expression.AndAlso(AsBoolean(left), AsBoolean(right)),
            BinaryOperatorKind.Or => Expression.OrElse(AsBoolean(left), AsBoolean(right)),
            BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual => Equality(node.OperatorKind, left, right),
            BinaryOperatorKind.GreaterThan => Ordered(ExpressionType.GreaterThan, left, right),
            BinaryOperatorKind.GreaterThanOrEqual => Ordered(ExpressionType.GreaterThanOrEqual, left, right),
            BinaryOperatorKind.LessThan => Ordered(ExpressionType.LessThan, left, right),
            BinaryOperatorKind.LessThanOrEqual => Ordered(ExpressionType.LessThanOrEqual, left, right),
            BinaryOperatorKind.Add => Arithmetic(ExpressionType.Add, left, right),
            BinaryOperatorKind.Subtract => Arithmetic(ExpressionType.Subtract, left, right),
            BinaryOperatorKind.Multiply => Arithmetic(ExpressionType.Multiply, left, right),
            BinaryOperatorKind.Divide => Arithmetic(ExpressionType.Divide, left, right),
            BinaryOperatorKind.Modulo => Arithmetic(ExpressionType.Modulo, left, right),
            _ => throw ODataFaultException.NotSupported($"Phép “{node.OperatorKind}” không được hỗ trợ. Hãy dùng eq, ne, gt, ge, lt, le, in, and, or, not hoặc phép số học.", scope.Target),
        };
    }

    private BinaryExpression Equality(BinaryOperatorKind kind, Expression left, Expression right)
    {
        (left, right) = Operands.Enums(left, right, scope);
        (left, right) = Operands.Unify(left, right, scope);
        return kind == BinaryOperatorKind.Equal ? Expression.Equal(left, right) : Expression.NotEqual(left, right);
    }

    private Expression Ordered(ExpressionType kind, Expression left, Expression right)
    {
        if (left is ConstantExpression { Value: null } || right is ConstantExpression { Value: null })
        {
            return Expression.Constant(false);
        }
        (left, right) = Operands.Unify(left, right, scope);
        // OData: a comparison with null is false, so its negation is true. EF Core sees to that, as C# means the same.
        return Operands.Compare(kind, left, right);
    }

    private BinaryExpression Arithmetic(ExpressionType kind, Expression left, Expression right)
    {
        if (!EdmTypes.IsNumber(left.Type) || !EdmTypes.IsNumber(right.Type))
        {
            throw NotNumbers();
        }
        // A fraction below one makes a large number larger than any that a database holds.
        RequireSafe(kind is ExpressionType.Divide or ExpressionType.Modulo && right is ConstantExpression { Value: var divisor } && (divisor is null || Math.Abs(Convert.ToDouble(divisor, null)) is 0 or >= 1));
        (left, right) = Operands.Unify(left, right, scope);
        if (kind is ExpressionType.Divide or ExpressionType.Modulo && right is ConstantExpression { Value: { } by } && Convert.ToDouble(by, null) == 0)
        {
            throw ODataFaultException.Bad("OData.DivideByZero", "Biểu thức chia cho 0. Hãy sửa số chia.", scope.Target);
        }
        // Two ints times each other overflow on one database and not on the other; long is wide enough on both.
        if (EdmTypes.IsWhole(left.Type) && EdmTypes.Bare(left.Type) != typeof(long))
        {
            var wide = Nullable.GetUnderlyingType(left.Type) is null ? typeof(long) : typeof(long?);
            (left, right) = (Operands.Widen(left, wide, scope), Operands.Widen(right, wide, scope));
        }
        return Expression.MakeBinary(kind, left, right);
    }

    /// <summary>What a database may fail at in one row and not in another tells, by failing, that there is such a row: for who sees no rows only what cannot fail.</summary>
    internal void RequireSafe(bool safe)
    {
        if (!safe && shape.People is { IsUntold: true })
        {
            throw new ODataFaultException(403, "OData.RowsClosed",
                "Trước khi nhóm, tài khoản thống kê chỉ chia (div, mod) một cột cho một số từ 1 trở lên, và cắt chữ (substring) ở vị trí là số không âm. Hãy nhóm trước rồi tính trên kết quả: groupby(…)/compute(…).", scope.Target);
        }
    }

    private ODataFaultException NotNumbers()
        => ODataFaultException.NotSupported("Phép số học chỉ dùng được với số. Với ngày, hãy so sánh trực tiếp hoặc dùng year(), month(), day().", scope.Target);

    private MethodCallExpression In(InNode node)
    {
        if (node.Right is not CollectionConstantNode { Collection: { } values })
        {
            throw ODataFaultException.NotSupported("Sau “in” phải là danh sách giá trị, ví dụ ProvinceCode in ('38','40').", scope.Target);
        }
        scope.Spend(values.Count);
        var item = scope.Native(Bind(node.Left));
        var bare = EdmTypes.Bare(item.Type);
        var list = Array.CreateInstance(item.Type, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            list.SetValue(Operands.To(EdmTypes.FromWire(values[i].Value), bare, scope), i);
        }
        return Expression.Call(Contains.MakeGenericMethod(item.Type), scope.Given(list, list.GetType()), item);
    }
}
