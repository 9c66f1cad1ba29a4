package io.acsbroker.keys;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.WebOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Where the keys of an issuer other than Entra come from: what the settings have of them, or the
 * address in its OpenID configuration, which is asked for with each fetch, since it may move.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID
 *     Connect Discovery 1.0, section 4</a>
 */
public record IssuerKeys(CallerIssuer issuer, KeySetDownload download) {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  /** So many requests go to one issuer in a minute because keys are unknown. */
  private static final int MOST_REQUESTS = 20;

  /** So long no address is, and so much of one may stand in a log. */
  private static final int LONGEST_ADDRESS = 400;

  /**
   * The keys of an issuer, of which none is fetched before it is needed.
   *
   * @param listener is told of every fetch; of keys that are written down there is none
   */
  public static CachedKeySet of(
      CallerIssuer issuer,
      KeySetDownload download,
      KeyFetchListener listener,
      InstantSource clock,
      Executor background) {
    IssuerKeys keys = new IssuerKeys(issuer, download);
    return new CachedKeySet(
        keys.source(listener),
        clock,
        background,
        new UnknownKeyBudget(MOST_REQUESTS / keys.requestsOfAFetch(), clock));
  }

  /** At most: each may be tried again. */
  private int requestsOfAFetch() {
    return switch (issuer.keys()) {
      case Keys.Discovered any -> 2 * KeySetDownload.TRIES;
      case Keys.At address -> KeySetDownload.TRIES;
      case Keys.Inline none -> 1;
    };
  }

  private KeySource source(KeyFetchListener listener) {
    return switch (issuer.keys()) {
      case Keys.Discovered any -> {
        String base = issuer.issuer().replaceFirst("/$", "");
        yield at(URI.create(base + CONFIGURATION), this::followed).toldTo(listener);
      }
      case Keys.At(URI address) -> at(address, KeyResponse::ofIssuer).toldTo(listener);
      case Keys.Inline(String jwks) -> inline(KeySet.ofIssuer(jwks));
    };
  }

  private KeySource at(URI address, Function<KeyResponse, FetchResult> reader) {
    return new KeySource(issuer.name(), address.toString(), () -> download.fetch(address, reader));
  }

  private KeySource inline(Optional<KeySet> keys) {
    FetchResult download =
        keys.isPresent()
            ? new FetchResult.Keys(keys.get())
            : new FetchResult.Failed("no usable key is there");
    return new KeySource(issuer.name(), "BROKER_CALLER_ISSUERS", () -> download);
  }

  /** The keys at the address that a configuration names. */
  private FetchResult followed(KeyResponse answer) {
    return answer
        .object()
        .map(
            configuration ->
                configuration.string("issuer").equals(Optional.of(issuer.issuer()))
                    ? keys(configuration.string("jwks_uri").flatMap(this::ownAddress))
                    : new FetchResult.Failed("the OpenID configuration there is of another issuer"))
        .orElseGet(
            () -> new FetchResult.Failed(answer.without("OpenID configuration", "the issuer")));
  }

  private FetchResult keys(Optional<URI> address) {
    if (address.isEmpty()) {
      return new FetchResult.Failed(
          "the jwks_uri there is no address at the scheme, host and port of the issuer;"
              + " keys.address of the issuer's entry may name another");
    }
    FetchResult keys = download.fetch(address.get(), KeyResponse::ofIssuer);
    return keys instanceof FetchResult.Failed(String why)
        ? new FetchResult.Failed(why + ", of its jwks_uri " + address.get())
        : keys;
  }

  /**
   * Only at its own origin is an address the issuer's word, and not that of somebody it lets in.
   */
  private Optional<URI> ownAddress(String text) {
    if (text.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      boolean plain = address.getUserInfo() == null && address.getFragment() == null;
      boolean absolute = address.isAbsolute() && address.getHost() != null;
      return plain
              && absolute
              && WebOrigin.of(address).equals(WebOrigin.of(URI.create(issuer.issuer())))
          ? Optional.of(URI.create(address.toASCIIString()))
          : Optional.empty();
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }
}
