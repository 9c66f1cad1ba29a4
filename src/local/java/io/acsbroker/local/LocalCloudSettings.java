package io.acsbroker.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.elsewhere.OpenIdProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of a running local cloud as a file, so that another broker can be run against it,
 * and its certificate as another, for clients that take https alone.
 */
final class LocalCloudSettings {
  /** Not below target, so that it is there as long as the cloud is up. */
  private static final String FILE = ".local/local-cloud.settings.json";

  private static final String UNBOUND = ".local/caller-issuers.json";

  private static final String CERTIFICATE = ".local/local-cloud.pem";

  /** Where the pages of this project are served from while they are developed. */
  static final String WEB_ORIGIN = "http://localhost:5173";

  private LocalCloudSettings() {}

  /** Writes both files, and prints how to use them. */
  static void write(LocalCloud cloud, LocalArguments arguments, PrintStream out)
      throws IOException {
    String json =
        JSONObjectUtils.toJSONString(
            Map.of(
                "IsEncrypted", false,
                "Values", arguments.way().settings(cloud),
                "Host", Map.of("CORS", WEB_ORIGIN)));
    Path file = arguments.project().resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
    Files.writeString(arguments.project().resolve(CERTIFICATE), cloud.certificate().pem());
    out.println("Another broker against this cloud, as long as it is up:");
    out.println();
    out.printf(
        "JAVA_TOOL_OPTIONS='%s' ./mvnw -Plocal -Dlocal.port=7081 -Dlocal.settings=%s%n",
        String.join(" ", cloud.trustFlags()), FILE);
    out.println();
    out.println("The same Entra for MSAL outside browsers, which takes https alone:");
    out.printf("%s (certificate: %s)%n", cloud.entra().secureAuthority(), CERTIFICATE);
    out.println("ACS for Microsoft's clients:");
    out.println(cloud.acs().connectionString());
    out.printf("Programs find all of it at %s .%n", CloudAddresses.of(cloud.entra()));
    if (arguments.way() == Way.ELSEWHERE) {
      Path issuers = arguments.project().resolve(UNBOUND);
      Files.writeString(issuers, cloud.elsewhere().callerIssuersUnbound());
      out.println("The sample's own sign-in, for any library of OpenID Connect's:");
      out.printf(
          "%s (client %s, scope openid %s)%n",
          cloud.elsewhere().issuer(), OpenIdProvider.PAGE_CLIENT, OpenIdProvider.SCOPE);
      out.println("The same without a binding of its callers:");
      out.printf(
          "./mvnw -Plocal -Dlocal.callers=elsewhere -Dlocal.set.BROKER_CALLER_ISSUERS=%s%n",
          issuers);
    }
    if (arguments.way() == Way.ON_BEHALF_OF) {
      out.printf(
          "In a browser, open the consentUrl of a 403 at %s instead.%n", cloud.entra().authority());
    }
    out.println();
  }
}
