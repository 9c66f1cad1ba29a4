package io.acsbroker.local.signin;

import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.SampleDirectory;
import java.util.Arrays;
import java.util.Optional;

/** The applications that people can sign in to; all organisations have them. */
enum WebApp {
  SAMPLE("Sample web app", SampleDirectory.CLIENT_ID, ApplicationKind.SPA),
  CALLER("Sample calling app", SampleDirectory.CALLER_CLIENT_ID, ApplicationKind.SPA),
  NATIVE("Sample console app", SampleDirectory.NATIVE_CLIENT_ID, ApplicationKind.PUBLIC_CLIENT);

  private final String title;
  private final String clientId;
  private final ApplicationKind kind;

  WebApp(String title, String clientId, ApplicationKind kind) {
    this.title = title;
    this.clientId = clientId;
    this.kind = kind;
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

  ApplicationKind kind() {
    return kind;
  }
}
