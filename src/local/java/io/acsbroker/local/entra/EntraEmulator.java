package io.acsbroker.local.entra;

import com.nimbusds.jose.jwk.JWKSet;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra on this machine: keys and OpenID configurations where Entra has them, and signed
 * tokens for whoever asks, at {@code /local/token?user=adele@contoso.example}.
 */
public final class EntraEmulator implements AutoCloseable {
  private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/(v2\\.0/)?keys");
  private static final Pattern CONFIGURATION =
      Pattern.compile("/([^/]+)/(v2\\.0/)?\\.well-known/openid-configuration");

  private final InstantSource clock;
  private volatile SigningKey key = SigningKey.generate();
  private final CountingHandler keyEndpoints = new CountingHandler(this::keys);
  private final LoopbackServer server;

  private EntraEmulator(int port, InstantSource clock) throws IOException {
    this.clock = clock;
    this.server = LoopbackServer.http(port, this::answer);
  }

  /** Makes a signing key and serves from now on; port 0 is any free one. */
  public static EntraEmulator start(int port, InstantSource clock) throws IOException {
    return new EntraEmulator(port, clock);
  }

  /** {@code http://localhost:<port>}, the value of {@code ENTRA_AUTHORITY_HOST}. */
  public URI authority() {
    return URI.create("http://localhost:" + server.port());
  }

  /** Any header and any claims, signed with the current key, for tests that break one thing. */
  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    return key.sign(header, claims);
  }

  /** The token that Entra would issue. */
  public String token(TokenOrder order) {
    return sign(header(order), claims(order));
  }

  /** The header of such a token, to be changed at will. */
  public Map<String, Object> header(TokenOrder order) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    if (EntraResource.GRAPH.isMeantBy(order.audience())) {
      header.put("nonce", UUID.randomUUID().toString());
    }
    header.put("alg", "RS256");
    if (order.version().equals("1.0")) {
      header.put("x5t", key.keyId());
    }
    header.put("kid", key.keyId());
    return header;
  }

  /** The claims of such a token, to be changed at will. */
  public Map<String, Object> claims(TokenOrder order) {
    return EntraClaims.of(order, clock.instant());
  }

  /** The public keys that are published now. */
  public JWKSet keys() {
    return key.keys();
  }

  /** How many times any key endpoint was asked. */
  public int keyRequests() {
    return keyEndpoints.requests();
  }

  /** Answers all key requests with this until it is {@code null} again. */
  public void answerKeyRequests(@Nullable CannedAnswer answer) {
    keyEndpoints.answerAll(answer);
  }

  /** Answers key requests with what is made of its own handler, from now on. */
  public void disturbKeyRequests(UnaryOperator<LoopbackHandler> disturbance) {
    keyEndpoints.disturb(disturbance);
  }

  /** Signs with a new key from now on, and publishes that one only. */
  public void rotateKeys() {
    key = SigningKey.generate();
  }

  @Override
  public void close() {
    server.close();
  }

  private CannedAnswer answer(LoopbackRequest request) throws Exception {
    LoopbackHandler handler =
        switch (request.path()) {
          case "/local/token" -> it -> TokenDesk.token(it.query(), this::token);
          case "/local/users" -> it -> TokenDesk.users(base(it));
          case String path when KEYS.matcher(path).matches() -> keyEndpoints;
          case String path when CONFIGURATION.matcher(path).matches() -> this::configuration;
          default -> it -> CannedAnswer.text(404, "Nothing is here.\n");
        };
    return request.method().equals("GET")
        ? handler.answer(request)
        : CannedAnswer.text(405, "Only GET is answered here.\n");
  }

  private CannedAnswer keys(LoopbackRequest request) {
    Matcher path = matched(KEYS, request);
    String tenant = path.group(1);
    return EntraMetadata.knows(tenant)
        ? EntraMetadata.keys(tenant, key)
        : EntraMetadata.unknownTenant(tenant, clock.instant());
  }

  private CannedAnswer configuration(LoopbackRequest request) {
    Matcher path = matched(CONFIGURATION, request);
    String tenant = path.group(1);
    String version = path.group(2) == null ? "1.0" : "2.0";
    return EntraMetadata.knows(tenant)
        ? EntraMetadata.configuration(base(request), tenant, version)
        : EntraMetadata.unknownTenant(tenant, clock.instant());
  }

  private static Matcher matched(Pattern pattern, LoopbackRequest request) {
    Matcher matcher = pattern.matcher(request.path());
    if (!matcher.matches()) {
      throw new IllegalStateException("the route does not fit the path");
    }
    return matcher;
  }

  /** Where the client reached this server, whatever name it used. */
  private static String base(LoopbackRequest request) {
    return "http://" + request.header("host").orElse("localhost");
  }
}
