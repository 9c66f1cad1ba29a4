// Holds the snippet in C# to the cases that all languages are held to, with MSAL.NET as it is:
// Scripted <cases>. The cases are lines of JSON, and so is what is printed: how each ended. The test
// puts this in the place of the snippet's first statements.
var cases = File.ReadAllLines(args[0]).Select(line => JsonDocument.Parse(line).RootElement);
await Task.WhenAll(cases.Select(Scripted.EndAsync));

/// <summary>One case: an app that asks the snippet for tokens.</summary>
static class Scripted
{
    public static async Task EndAsync(JsonElement situation)
    {
        var entra = new PlayedEntra(situation.GetProperty("person").GetString()!);
        var app = await entra.AppAsync();
        var broker = new Uri(situation.GetProperty("broker").GetString()!);
        using var tokens = new TeamsTokens(app, broker) { SignInLimit = TimeSpan.FromSeconds(0.5) };
        var ends = Array.Empty<(string Outcome, int Status)>();
        for (var time = situation.GetProperty("times").GetInt32(); time > 0; time--)
        {
            var callers = Enumerable.Range(0, situation.GetProperty("atOnce").GetInt32());
            ends = (await Task.WhenAll(callers.Select(_ => AskAsync(tokens)))).Distinct().ToArray();
        }
        var (outcome, status) = ends.Length == 1 ? ends[0] : (string.Join(" ", ends), 0);
        var name = situation.GetProperty("name").GetString();
        Console.WriteLine(JsonSerializer.Serialize(new { name, outcome, status, entra = entra.Asked }));
    }

    static async Task<(string Outcome, int Status)> AskAsync(TeamsTokens tokens)
    {
        try
        {
            await tokens.GetAsync();
            return ("token", 0);
        }
        catch (RefusedException refused)
        {
            return (refused.Code, (int?)refused.Status ?? 0);
        }
        catch (Exception failed)
        {
            return (failed.GetType().Name, 0);
        }
    }
}

/// <summary>Entra's token endpoint, and the window in which somebody signs in, or nobody.</summary>
sealed class PlayedEntra(string person) : HttpMessageHandler, IMsalHttpClientFactory, ICustomWebUi
{
    const string Client = "11111111-2222-4333-8444-555555555555";
    const string Tenant = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    const string Acs = "https://auth.msft.communication.azure.com/";

    // MSAL.NET remembers for all apps what Entra refused to a refresh token
    readonly string user = Guid.NewGuid().ToString();
    readonly List<string> asked = [];
    int issued;

    /// <summary>What MSAL was asked for, in this order.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    public async Task<IPublicClientApplication> AppAsync()
    {
        var app = PublicClientApplicationBuilder.Create(Client)
            .WithAuthority(AzureCloudInstance.AzurePublic, Tenant)
            .WithRedirectUri("http://localhost")
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(this)
            .Build();
        if (person != "NOBODY")
        {
            await ((IByRefreshToken)app).AcquireTokenByRefreshToken([Acs + "Teams.ManageCalls"], "kept").ExecuteAsync();
        }
        var watched = DispatchProxy.Create<IPublicClientApplication, WatchedApp>();
        ((WatchedApp)(object)watched).Watch(app, this);
        return watched;
    }

    public void Add(string what)
    {
        lock (asked)
        {
            asked.Add(what);
        }
    }

    public HttpClient GetHttpClient() => new(this, false);

    public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorization, Uri redirect, CancellationToken cancellation)
    {
        var query = authorization.Query.TrimStart('?').Split('&').Select(it => it.Split('=', 2)).ToDictionary(it => it[0], it => it[1]);
        Add(query.ContainsKey("claims") ? "window with claims" : "window");
        if (person == "NOBODY")
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        return new Uri($"{redirect}?code=0123&state={query["state"]}");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var form = await request.Content!.ReadAsStringAsync(cancellation);
        if (person == "CHALLENGED" && issued > 0 && form.Contains("grant_type=refresh_token"))
        {
            var wanted = new { error = "interaction_required", error_description = "AADSTS50076", claims = "{\"access_token\":{}}" };
            return new(HttpStatusCode.BadRequest) { Content = new StringContent(JsonSerializer.Serialize(wanted), Encoding.UTF8, "application/json") };
        }
        if (form.Contains("grant_type=refresh_token"))
        {
            lock (asked)
            {
                if (asked.Count > 0)
                {
                    asked[^1] = "anew";
                }
            }
        }
        return new(HttpStatusCode.OK) { Content = new StringContent(Answer(), Encoding.UTF8, "application/json") };
    }

    string Answer()
    {
        var claims = new { aud = Client, iss = $"https://login.microsoftonline.com/{Tenant}/v2.0", oid = user, tid = Tenant, sub = "0123", preferred_username = "adele@contoso.example", iat = 1, exp = 4000000000 };
        return JsonSerializer.Serialize(new
        {
            token_type = "Bearer",
            scope = $"{Acs}Teams.ManageCalls {Acs}Teams.ManageChats",
            expires_in = person == "CHALLENGED" && issued == 0 ? 1 : 3600,
            access_token = $"entra-{Interlocked.Increment(ref issued)}",
            refresh_token = user,
            id_token = $"{Encoded(new { alg = "none" })}.{Encoded(claims)}.",
            client_info = Encoded(new { uid = user, utid = Tenant }),
        });
    }

    static string Encoded(object json) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>MSAL's application, and what the snippet asks it for.</summary>
class WatchedApp : DispatchProxy
{
    IPublicClientApplication? app;
    PlayedEntra? entra;

    public void Watch(IPublicClientApplication watched, PlayedEntra by) => (app, entra) = (watched, by);

    protected override object? Invoke(MethodInfo? method, object?[]? arguments)
    {
        if (method!.Name == nameof(IClientApplicationBase.AcquireTokenSilent))
        {
            entra!.Add("silent");
        }
        var result = method.Invoke(app, arguments);
        return result is AcquireTokenInteractiveParameterBuilder window ? window.WithCustomWebUi(entra) : result;
    }
}
