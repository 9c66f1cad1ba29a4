package io.acsbroker.issuance;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** The connection to ACS, opened before it is needed: its TLS handshake takes three round trips. */
final class AcsConnection {
  private final HttpClient http;
  private final URI endpoint;
  private final AtomicBoolean opened = new AtomicBoolean();

  AcsConnection(HttpClient http, URI endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /** Opens it at the first call, and lets nobody wait for it. */
  void openOnceAside() {
    if (opened.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("acs-connection").start(this::open);
    }
  }

  private void open() {
    try {
      http.sendSync(new HttpRequest(HttpMethod.HEAD, endpoint.toString()), Context.NONE).close();
    } catch (RuntimeException unreachable) {
      // Nobody has asked for anything yet, and whoever does will be told
    }
  }
}
