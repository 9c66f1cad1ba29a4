package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.CrossOrigin;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.NewestEntries;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Disturbances;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import io.acsbroker.local.signin.LocalPage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sign-in that the sample company runs itself, on a port of its own: discovery, keys, the code
 * flow with PKCE for its page, and client credentials for its machine.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class OpenIdProvider implements AutoCloseable {
  /** The company's API, which its access tokens are for. */
  public static final String AUDIENCE = "https://calls.elsewhere.example";

  /** What its applications ask for. */
  public static final String SCOPE = "calls";

  /** The company's page, which has no secret. */
  public static final String PAGE_CLIENT = "sample-page";

  /** A machine of the company's, which calls for nobody. */
  public static final String MACHINE_CLIENT = "sample-machine";

  /** That machine's. */
  public static final String MACHINE_SECRET = "known-to-everybody";

  static final List<String> SCOPES = List.of("openid", "profile", SCOPE);

  private static final String PATH = "/elsewhere";

  private final Disturbances disturbances = new Disturbances(this::answer);
  private final NewestEntries<AuthorizationCode> codes = new NewestEntries<>();
  private final LoopbackServer server;
  private final SignedTokens tokens;
  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint token;
  private final TokenOffer offer;

  private OpenIdProvider(int port, Directory directory, InstantSource clock) throws IOException {
    server = LoopbackServer.http(port, disturbances, clock);
    tokens = new SignedTokens(issuer(), clock);
    Accounts accounts = new Accounts(directory);
    authorize = new AuthorizeEndpoint(issuer(), accounts, codes, clock);
    token = new TokenEndpoint(tokens, codes, clock);
    offer = new TokenOffer(tokens, accounts);
  }

  /** Serves plain HTTP from now on; port 0 is any free one. */
  public static OpenIdProvider start(int port, Directory directory, InstantSource clock)
      throws IOException {
    return new OpenIdProvider(port, directory, clock);
  }

  /** The {@code iss} of its tokens: not by the name that the Entra emulator has. */
  public String issuer() {
    return "http://127.0.0.1:" + server.port() + PATH;
  }

  /** {@code BROKER_CALLER_ISSUERS}, with callers bound to the user whom their tokens name. */
  public String callerIssuers() {
    return new CallerIssuersDocument(issuer()).bound();
  }

  /** The same, with callers who may bring the subject token of anybody who is served. */
  public String callerIssuersUnbound() {
    return new CallerIssuersDocument(issuer()).unbound();
  }

  /** The access token of a person that its page gets. */
  public String token(SampleUser user) {
    return tokens.access(
        tokens.claims(Account.of(user), PAGE_CLIENT, SCOPE, SignedTokens.LIFETIME));
  }

  /** What stands before everything that it serves. */
  public Disturbances disturbances() {
    return disturbances;
  }

  /** The answer to an order of a token at {@code /local/token}; empty for every other request. */
  public Optional<CannedAnswer> offered(LoopbackRequest request) {
    return offer.answer(request);
  }

  /** Forgets the codes that it has given out. */
  public void reset() {
    codes.clear();
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer answer(LoopbackRequest request) {
    return CrossOrigin.allow(request, served(request));
  }

  private CannedAnswer served(LoopbackRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET " + PATH + "/.well-known/openid-configuration" ->
          CannedAnswer.json(200, configuration());
      case "GET " + PATH + "/keys" -> CannedAnswer.json(200, tokens.keys().toJSONObject());
      case "GET " + PATH + "/authorize" -> authorize.answer(request);
      case "POST " + PATH + "/token" -> token.answer(request);
      case "GET " + LocalPage.STYLE_PATH -> LocalPage.style();
      default ->
          request.method().equals("OPTIONS") ? CannedAnswer.empty(204) : CannedAnswer.empty(404);
    };
  }

  private Map<String, Object> configuration() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuer", issuer());
    all.put("authorization_endpoint", issuer() + "/authorize");
    all.put("token_endpoint", issuer() + "/token");
    all.put("jwks_uri", issuer() + "/keys");
    all.put("scopes_supported", SCOPES);
    all.put("response_types_supported", List.of("code"));
    all.put("response_modes_supported", List.of("query"));
    all.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
    all.put("subject_types_supported", List.of("public"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.put(
        "token_endpoint_auth_methods_supported",
        List.of("none", "client_secret_basic", "client_secret_post"));
    all.put("code_challenge_methods_supported", List.of("S256"));
    all.put("authorization_response_iss_parameter_supported", true);
    return all;
  }
}
