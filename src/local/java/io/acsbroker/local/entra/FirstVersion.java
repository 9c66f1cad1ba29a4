package io.acsbroker.local.entra;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackHandler;
import io.acsbroker.local.net.LoopbackRequest;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entra's endpoints of version 1.0, where an application names one resource and gets all that it is
 * registered for there: each asks the endpoint of version 2.0 for {@code <resource>/.default}.
 *
 * @see <a
 *     href="https://github.com/MicrosoftDocs/azure-docs/blob/2348be450b91b501d74ad4e80bea41979d49100e/articles/active-directory/azuread-dev/v1-protocols-oauth-code.md">The
 *     authorization code flow of version 1.0</a>
 */
record FirstVersion(EntraEmulator entra, InstantSource clock) {
  private static final Pattern PATHS =
      Pattern.compile("(/[^/]+/oauth2/)(authorize|devicecode|logout|token)");
  private static final String OPENID = "openid profile email offline_access";

  static boolean isAskedBy(String path) {
    return PATHS.matcher(path).matches();
  }

  /**
   * The answer.
   *
   * @param second what answers for version 2.0
   */
  CannedAnswer answer(LoopbackRequest request, LoopbackHandler second) throws Exception {
    Matcher path = PATHS.matcher(request.path());
    if (!path.matches()) {
      throw new IllegalStateException("the route does not fit the path");
    }
    String endpoint = path.group(2);
    String target = path.group(1) + "v2.0/" + endpoint;
    if (endpoint.equals("logout") || request.method().equals("OPTIONS")) {
      return second.answer(request.at(target));
    }
    Optional<String> repeated = request.repeatedParameter();
    if (repeated.isPresent()) {
      return told(EntraRefusal.repeated(repeated.get()), endpoint);
    }
    Map<String, String> asked = request.method().equals("POST") ? request.form() : request.query();
    String resource = asked.getOrDefault("resource", "");
    if (!resource.isEmpty() && entra.directory().resource(resource).isEmpty()) {
      return told(EntraRefusal.unknownResource(resource), endpoint);
    }
    CannedAnswer answer = second.answer(request.at(target, inSecondVersion(asked, endpoint)));
    return answer.status() == 200 && !endpoint.equals("authorize")
        ? inFirstVersion(answer, endpoint, resource)
        : answer;
  }

  /** Scopes are ignored; they are those of the registration. */
  private static Map<String, String> inSecondVersion(Map<String, String> asked, String endpoint) {
    Map<String, String> parameters = new LinkedHashMap<>(asked);
    parameters.remove("scope");
    String resource = asked.getOrDefault("resource", "");
    String ofResource = resource + "/.default";
    if (asked.getOrDefault("grant_type", "").equals("client_credentials")) {
      parameters.put("scope", resource.isEmpty() ? "" : ofResource);
    } else if (!resource.isEmpty()) {
      parameters.put("scope", OPENID + " " + ofResource);
    } else if (!endpoint.equals("token")) {
      parameters.put("scope", OPENID);
    }
    // As Microsoft's libraries for version 1.0 name it
    if (asked.getOrDefault("grant_type", "").equals("device_code") && asked.containsKey("code")) {
      parameters.putIfAbsent("device_code", asked.getOrDefault("code", ""));
    }
    return parameters;
  }

  private CannedAnswer inFirstVersion(CannedAnswer answer, String endpoint, String resource)
      throws ParseException {
    Map<String, Object> body = JSONObjectUtils.parse(answer.body());
    Instant now = clock.instant();
    if (endpoint.equals("devicecode")) {
      return CannedAnswer.json(200, FirstVersionAnswer.ofDevices(body));
    }
    FirstVersionAnswer tokens = new FirstVersionAnswer(entra, body, resource);
    return tokens.resource().isEmpty()
        ? EntraRefusal.invalidRequest(50001, "Resource identifier is not provided.")
            .withError("invalid_resource")
            .answer(now)
        : CannedAnswer.json(200, tokens.at(now));
  }

  /** A person is told on a page, a program in JSON. */
  private CannedAnswer told(EntraRefusal refusal, String endpoint) {
    return endpoint.equals("authorize")
        ? CannedAnswer.text(400, refusal.description() + "\n")
        : refusal.answer(clock.instant());
  }
}
