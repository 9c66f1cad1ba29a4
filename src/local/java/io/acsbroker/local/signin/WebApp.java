package io.acsbroker.local.signin;

import io.acsbroker.local.entra.SampleDirectory;
import java.util.Arrays;
import java.util.Optional;

/** The single-page applications that people can sign in to; both organisations have them. */
enum WebApp {
  SAMPLE("Sample web app", SampleDirectory.CLIENT_ID),
  CALLER("Sample calling app", SampleDirectory.CALLER_CLIENT_ID),
  ONE_REGISTRATION("Sample app with one registration", SampleDirectory.ONE_REGISTRATION_CLIENT_ID);

  private final String title;
  private final String clientId;

  WebApp(String title, String clientId) {
    this.title = title;
    this.clientId = clientId;
  }

  static Optional<WebApp> withId(String clientId) {
    return Arrays.stream(values()).filter(app -> app.clientId.equals(clientId)).findFirst();
  }

  /** What people know it by. */
  String title() {
    return title;
  }

  String clientId() {
    return clientId;
  }
}
