package io.acsbroker.net;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a request has no answer, in words for an operator: which host did what, and never the path or
 * the query that was asked for, nor anything that a server has written.
 */
public enum NoAnswer {
  /**
   * Nobody listens at this host and port. A wrong address, or the service is down: the operator.
   */
  REFUSED("connection refused by "),
  /** No name server knows this host. A wrong address, or the network's DNS: the operator. */
  NO_SUCH_HOST("no such host: "),
  /** No network leads to this host. Routes and firewalls: the operator. */
  NO_ROUTE("no way through the network to "),
  /** The host did not take the connection in time. A firewall, or the service is down. */
  NOT_CONNECTED("timed out connecting to "),
  /** The answer was not whole in time. The service is slow: its status page. */
  TIMED_OUT("timed out after "),
  /**
   * Whoever signed the certificate of this host is not trusted here. A proxy, or a wrong address.
   */
  NOT_TRUSTED("TLS: certificate not trusted, of "),
  /** No TLS, or none that both sides accept, is spoken there. A proxy, or a wrong port. */
  NO_TLS("TLS: no agreement with "),
  /** The connection ended, and nothing had come. A proxy, or the service is down. */
  CLOSED("connection closed before an answer by "),
  /** The connection ended in the middle of the answer. A proxy, or the service is down. */
  CUT("connection closed in the middle of an answer by "),
  /** What came is not HTTP. A wrong address or port: the operator. */
  NOT_HTTP("something else than HTTP from "),
  /** Whatever else can happen to a connection. The network, or the service is down. */
  BROKEN("connection broken to ");

  private static final int CAUSES_LOOKED_AT = 10;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final String beginning;

  NoAnswer(String beginning) {
    this.beginning = beginning;
  }

  /** What its sentences begin with, whatever the host. */
  public String beginning() {
    return beginning;
  }

  /** The kind of a failure of the JDK's client. */
  public static NoAnswer of(Throwable failure) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(CAUSES_LOOKED_AT)
            .toList();
    return causes.stream()
        .map(cause -> of(cause, causes))
        .filter(kind -> kind != BROKEN)
        .findFirst()
        .orElse(BROKEN);
  }

  private static NoAnswer of(Throwable cause, List<Throwable> all) {
    return switch (cause) {
      case HttpConnectTimeoutException late -> NOT_CONNECTED;
      case HttpTimeoutException late -> TIMED_OUT;
      case TimeoutException late -> TIMED_OUT;
      case ConnectException not -> ofConnecting(all);
      case UnknownHostException unknown -> NO_SUCH_HOST;
      case NoRouteToHostException unreachable -> NO_ROUTE;
      case SSLException tls -> ofTls(all);
      case ProtocolException other -> NOT_HTTP;
      case EOFException ended -> CLOSED;
      case ClosedChannelException ended -> CLOSED;
      case SocketException reset -> CLOSED;
      // The JDK says so in words alone
      case IOException ended when has(all, EOFException.class) || has(all, SocketException.class) ->
          beganToAnswer(ended) ? CUT : CLOSED;
      default -> BROKEN;
    };
  }

  /** The JDK's client makes a ConnectException of whatever keeps it from connecting. */
  private static NoAnswer ofConnecting(List<Throwable> all) {
    if (has(all, UnresolvedAddressException.class)) {
      return NO_SUCH_HOST;
    }
    boolean onTheWay =
        all.stream()
            .anyMatch(
                cause -> cause instanceof SocketException && !(cause instanceof ConnectException));
    return onTheWay || has(all, NoRouteToHostException.class) ? NO_ROUTE : REFUSED;
  }

  private static NoAnswer ofTls(List<Throwable> all) {
    if (has(all, CertPathBuilderException.class)
        || has(all, CertPathValidatorException.class)
        || has(all, CertificateException.class)) {
      return NOT_TRUSTED;
    }
    boolean ended =
        has(all, EOFException.class)
            || all.stream()
                .map(Throwable::getMessage)
                .anyMatch("Remote host terminated the handshake"::equals);
    return ended ? CLOSED : NO_TLS;
  }

  private static boolean beganToAnswer(IOException ended) {
    String words = String.valueOf(ended.getMessage());
    return words.startsWith("fixed content-length")
        || words.startsWith("chunked transfer encoding")
        || words.startsWith("parsing HTTP/1.1 header");
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
    return causes.stream().anyMatch(kind::isInstance);
  }

  /** The sentence for a request to this address that was given so much time. */
  String sentence(URI address, Duration atMost) {
    String host = address.getHost() + ":" + port(address);
    return switch (this) {
      case NO_SUCH_HOST -> beginning + address.getHost();
      case TIMED_OUT -> beginning + rounded(atMost) + ", asking " + host;
      default -> beginning + host;
    };
  }

  private static int port(URI address) {
    int usual = "http".equals(address.getScheme()) ? 80 : 443;
    return address.getPort() < 0 ? usual : address.getPort();
  }

  /** In whole seconds, so that the same failure reads the same. */
  private static String rounded(Duration time) {
    return time.compareTo(SECOND) < 0
        ? time.toMillis() + " ms"
        : BigDecimal.valueOf(time.toMillis(), 3).setScale(0, RoundingMode.HALF_UP) + " s";
  }
}
