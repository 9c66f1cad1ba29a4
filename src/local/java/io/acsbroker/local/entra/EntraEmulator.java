package io.acsbroker.local.entra;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.CountingHandler;
import io.acsbroker.local.net.Disturbances;
import io.acsbroker.local.net.LoopbackCertificate;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra on this machine: keys, OpenID configurations and the token endpoint where Entra
 * has them, and signed tokens for whoever asks, at {@code /local/token?user=adele@contoso.example}.
 */
public final class EntraEmulator implements AutoCloseable {
  private final Directory directory;
  private final InstantSource clock;
  private final KeyDocuments keyDocuments = new KeyDocuments();
  private final CountingHandler keyEndpoints;
  private final EntraPaths paths;
  private final Disturbances disturbances = new Disturbances(this::answer);
  private final OnBehalfOf onBehalfOf;
  private final GivenOut<ClaimsRequest> issuedFor = new GivenOut<>();
  private volatile Function<LoopbackRequest, Optional<CannedAnswer>> mounted =
      request -> Optional.empty();
  private final LoopbackServer server;
  private final Optional<LoopbackServer> secureServer;

  private EntraEmulator(
      int port, Directory directory, InstantSource clock, Optional<LoopbackCertificate> certificate)
      throws IOException {
    this.directory = directory;
    this.clock = clock;
    EntraMetadata metadata = new EntraMetadata(directory, keyDocuments, clock);
    this.keyEndpoints = new CountingHandler(metadata::keys);
    this.paths = new EntraPaths(this, metadata, keyEndpoints, clock);
    this.onBehalfOf = new OnBehalfOf(this, clock);
    this.server = LoopbackServer.http(port, disturbances, clock);
    this.secureServer =
        certificate.isEmpty()
            ? Optional.empty()
            : Optional.of(
                LoopbackServer.https(0, certificate.get().serverContext(), disturbances, clock));
  }

  /** Makes a signing key and serves plain HTTP from now on; port 0 is any free one. */
  public static EntraEmulator start(int port, InstantSource clock) throws IOException {
    return new EntraEmulator(port, SampleDirectory.DIRECTORY, clock, Optional.empty());
  }

  /** The same, and the same over HTTPS on a free port. */
  public static EntraEmulator start(int port, InstantSource clock, LoopbackCertificate certificate)
      throws IOException {
    return start(port, SampleDirectory.DIRECTORY, clock, certificate);
  }

  /** The same for another directory than that of the sample people. */
  public static EntraEmulator start(
      int port, Directory directory, InstantSource clock, LoopbackCertificate certificate)
      throws IOException {
    return new EntraEmulator(port, directory, clock, Optional.of(certificate));
  }

  /** Whom it knows. */
  public Directory directory() {
    return directory;
  }

  /** {@code http://localhost:<port>}, the value of {@code ENTRA_AUTHORITY_HOST}. */
  public URI authority() {
    return URI.create("http://localhost:" + server.port());
  }

  /**
   * {@code https://localhost:<port>}, for clients that take no other authority, MSAL among them.
   *
   * @throws IllegalStateException where it was started without a certificate
   */
  public URI secureAuthority() {
    return secureServer
        .map(https -> URI.create("https://localhost:" + https.port()))
        .orElseThrow(() -> new IllegalStateException("started without a certificate"));
  }

  /** The token endpoint, which issues tokens on behalf of users. */
  public OnBehalfOf onBehalfOf() {
    return onBehalfOf;
  }

  /** Any header and any claims, signed with the current key, for tests that break one thing. */
  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    return keyDocuments.signing().sign(header, claims);
  }

  /** Any claims, signed with the current key. */
  public String sign(Map<String, ?> claims) {
    SigningKey signing = keyDocuments.signing();
    return signing.sign(signing.header(), claims);
  }

  /** The claims of a token that Entra has signed and still vouches for, whatever they say. */
  public Optional<JWTClaimsSet> verified(String token) {
    return keyDocuments.verified(token);
  }

  /** The token that Entra would issue. */
  public String token(TokenOrder order) {
    String token = sign(header(order), claims(order));
    if (!order.claims().isEmpty()) {
      ClaimsRequest.parse(order.claims()).ifPresent(met -> issuedFor.put(token, met));
    }
    return token;
  }

  /** The same, bound to a key: what Entra issues to a client that asks with {@code req_cnf}. */
  public String boundToken(TokenOrder order) {
    Map<String, Object> claims = claims(order);
    claims.put("cnf", Map.of("kid", keyDocuments.signing().keyId()));
    return sign(header(order), claims);
  }

  /** What Entra would issue to an application that calls for itself: with roles, for nobody. */
  public String applicationToken(TokenOrder order) {
    return sign(header(order), EntraClaims.ofApplication(directory, order, clock.instant()));
  }

  /** Whether this token was issued as an answer to these claims, or to more than these. */
  public boolean meets(String token, String claims) {
    ClaimsRequest met = issuedFor.find(token).orElse(ClaimsRequest.NONE);
    return ClaimsRequest.parse(claims).filter(met::covers).isPresent();
  }

  /** A token that was issued with another one is as good as that. */
  void inherit(String from, String to) {
    issuedFor.find(from).ifPresent(met -> issuedFor.put(to, met));
  }

  /** The header of such a token, to be changed at will. */
  public Map<String, Object> header(TokenOrder order) {
    return keyDocuments.signing().header(order);
  }

  /** The claims of such a token, to be changed at will. */
  public Map<String, Object> claims(TokenOrder order) {
    return EntraClaims.of(directory, order, clock.instant());
  }

  /** The claims of an id token for the client of the order, to be changed at will. */
  public Map<String, Object> idClaims(TokenOrder order) {
    return EntraClaims.ofIdToken(directory, order, clock.instant());
  }

  /** The public keys of the tokens that Entra vouches for, the one that signs first. */
  public JWKSet keys() {
    return keyDocuments.keys();
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
    keyDocuments.signWithNewKey();
    keyDocuments.publish();
  }

  /** What stands before everything that it serves. */
  public Disturbances disturbances() {
    return disturbances;
  }

  /** Which key signs, and which are published. */
  public KeyDocuments keyDocuments() {
    return keyDocuments;
  }

  @Override
  public void close() {
    secureServer.ifPresent(LoopbackServer::close);
    server.close();
  }

  /** Serves more: what this answers is not looked at any further. */
  public void mount(Function<LoopbackRequest, Optional<CannedAnswer>> paths) {
    mounted = paths;
  }

  /** The same, before what is mounted already. */
  public void mountBefore(Function<LoopbackRequest, Optional<CannedAnswer>> paths) {
    Function<LoopbackRequest, Optional<CannedAnswer>> others = mounted;
    mounted = request -> paths.apply(request).or(() -> others.apply(request));
  }

  private CannedAnswer answer(LoopbackRequest asked) throws Exception {
    LoopbackRequest request = new Tenants(directory).byId(asked);
    return CrossOrigin.allow(
        request,
        FirstVersion.isAskedBy(request.path())
            ? new FirstVersion(this, clock).answer(request, this::served)
            : served(request));
  }

  private CannedAnswer served(LoopbackRequest request) throws Exception {
    Optional<CannedAnswer> answer = mounted.apply(request);
    return answer.isPresent() ? answer.get() : paths.answer(request);
  }
}
