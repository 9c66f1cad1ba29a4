// What .NET's source generator makes of BrokerJson, by reflection: for compilers without the
// generator, which comes with the SDK.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

sealed partial class BrokerJson
{
    static readonly JsonSerializerOptions Web =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public BrokerJson() : base(null)
    {
    }

    public static BrokerJson Default { get; } = new();

    public JsonTypeInfo<BrokerToken> BrokerToken => (JsonTypeInfo<BrokerToken>)Web.GetTypeInfo(typeof(BrokerToken));

    public JsonTypeInfo<Problem> Problem => (JsonTypeInfo<Problem>)Web.GetTypeInfo(typeof(Problem));

    protected override JsonSerializerOptions? GeneratedSerializerOptions => Web;

    public override JsonTypeInfo? GetTypeInfo(Type type) => Web.GetTypeInfo(type);
}
