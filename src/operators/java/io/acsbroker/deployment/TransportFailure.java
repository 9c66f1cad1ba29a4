package io.acsbroker.deployment;

import io.acsbroker.net.AnswerTooLargeException;
import io.acsbroker.net.NoAnswer;
import io.acsbroker.net.NoAnswerException;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no HTTP answer came from an address, in words; messages of the JDK may quote a request. */
record TransportFailure(URI address, Surroundings surroundings) {

  Diagnosis diagnose(IOException failure) {
    Optional<SSLException> tls = cause(failure, SSLException.class);
    if (tls.isPresent()) {
      return TlsFailure.diagnose(server(), tls.get());
    }
    return switch (failure) {
      case AnswerTooLargeException large ->
          new Diagnosis(
              "An answer without an end, or one that is too large for a broker's.",
              "See whether -Durl is the broker's address: its answers are small.");
      case NoAnswerException none -> diagnose(none, none.kind());
      default -> diagnose(failure, NoAnswer.of(failure));
    };
  }

  private Diagnosis diagnose(IOException failure, NoAnswer kind) {
    if (causes(failure).anyMatch(cause -> says(cause, "Tunnel failed"))) {
      return new Diagnosis(
          "The proxy of -Dhttps.proxyHost makes no connection to " + server() + ".",
          "Sign in at the proxy or let it pass this host, or run this from a network without one.");
    }
    return switch (kind) {
      case NO_SUCH_HOST -> noAddress();
      case REFUSED -> refused();
      case NO_ROUTE, NOT_CONNECTED -> unreachable();
      case TIMED_OUT -> late();
      case NOT_HTTP -> noHttp();
      case NOT_TRUSTED, NO_TLS, CLOSED, CUT, BROKEN -> closed();
    };
  }

  private static boolean says(Throwable cause, String words) {
    return Objects.toString(cause.getMessage(), "").contains(words);
  }

  private Diagnosis late() {
    return new Diagnosis(
        "No answer within " + surroundings.patience().toSeconds() + " s.",
        "Run this again, since the app may be starting; if it stays, see whether it starts (portal,"
            + " the app, Diagnose and solve problems).");
  }

  private Diagnosis unreachable() {
    return throughProxy(
        "Nobody takes the connection to " + server() + ".",
        "See whether a firewall keeps this machine from it, or the app is reached through a private"
            + " endpoint alone.");
  }

  private static Diagnosis noHttp() {
    return new Diagnosis(
        "An answer that is not HTTP.",
        "See whether -Durl has the broker's port, and what else listens there.");
  }

  private Diagnosis noAddress() {
    return throughProxy(
        "The host " + address.getHost() + " has no address in DNS.",
        "Compare -Durl with the app's default domain (portal, or azd env get-value"
            + " SERVICE_BROKER_ENDPOINT_URL): it is misspelled, or the app is gone or minutes"
            + " old.");
  }

  private Diagnosis refused() {
    return throughProxy(
        "Nobody listens at " + server() + ".",
        "See whether -Durl has the right host and port; a local cloud has to be up.");
  }

  private Diagnosis closed() {
    return throughProxy(
        "The connection to " + server() + " was closed without an answer.",
        "Run this again; if it stays, see what stands in between (a firewall, a proxy), and whether"
            + " -Durl has the right scheme and port.");
  }

  private Diagnosis throughProxy(String came, String remedy) {
    return new Diagnosis(
        came,
        surroundings.namesProxy()
            ? "Add -Dhttps.proxyHost=<host> -Dhttps.proxyPort=<port>: HTTPS_PROXY is set here, which"
                + " Java does not read."
            : remedy);
  }

  private String server() {
    return address.getRawAuthority();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The failure and what it came from. */
  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }
}
