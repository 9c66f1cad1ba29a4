package io.acsbroker.deployment;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Why no TLS connection came about. */
final class TlsFailure {
  private static final String NOT_SENT = "; nothing was sent";

  private final String server;
  private final SSLException failure;

  private TlsFailure(String server, SSLException failure) {
    this.server = server;
    this.failure = failure;
  }

  static Diagnosis diagnose(String server, SSLException failure) {
    return new TlsFailure(server, failure).diagnosis();
  }

  private Diagnosis diagnosis() {
    if (has(CertificateExpiredException.class)) {
      return is(
          "The certificate of " + server + " has expired" + NOT_SENT + ".",
          "Renew it (portal, the app, Certificates, for a custom domain), and see whether this"
              + " machine's clock is right.");
    }
    if (has(CertificateNotYetValidException.class)) {
      return is(
          "The certificate of " + server + " is not valid yet" + NOT_SENT + ".",
          "See whether this machine's clock is right.");
    }
    if (says("No subject alternative") || says("No name matching")) {
      return is(
          "The certificate of " + server + " is for another host" + NOT_SENT + ".",
          "Give the host of the certificate as -Durl, or bind one to the custom domain (portal, the"
              + " app, Custom domains).");
    }
    if (has(CertPathBuilderException.class)) {
      return is(
          "The certificate of " + server + " is of nobody whom this JDK trusts" + NOT_SENT + ".",
          "Take it for what it may be, somebody in between; if it is your own proxy or authority,"
              + " add -Djavax.net.ssl.trustStore=<file>.");
    }
    if (says("protocol_version") || says("not accepted by client preferences")) {
      return is(
          "No version of TLS that " + server + " and this JDK both speak.",
          "Let the app take TLS 1.2 and newer (portal, the app, Configuration, Minimum inbound TLS"
              + " version), and see what stands in between.");
    }
    if (says("SSL message")) {
      return is(
          "An answer of " + server + " that is not TLS.",
          "See whether -Durl has the right port; the local cloud is at http://localhost:7071.");
    }
    return is(
        "The TLS handshake with " + server + " failed.",
        "See what stands in between (a firewall, a proxy), and which certificate and versions of"
            + " TLS the app has.");
  }

  private static Diagnosis is(String came, String remedy) {
    return new Diagnosis(came, remedy);
  }

  private boolean has(Class<? extends Throwable> kind) {
    return TransportFailure.causes(failure).anyMatch(kind::isInstance);
  }

  /** The JDK has no types for these. */
  private boolean says(String words) {
    return TransportFailure.causes(failure)
        .anyMatch(cause -> Objects.toString(cause.getMessage(), "").contains(words));
  }
}
