package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.ORIGIN;
import static io.acsbroker.local.signin.SignInFixture.text;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Requests of a page at the token endpoint, and what was answered in a few words. */
record TokenRequests(SignInFixture fixture) {
  static final String ACS = "https://auth.msft.communication.azure.com";
  static final String ADELE = "adele@contoso.example";
  static final String GRAPH_SCOPE = "https://graph.microsoft.com/User.Read";
  static final String BOTH = ACS_SCOPE + " " + GRAPH_SCOPE;
  static final String MIXED = ACS + "/.default " + ACS_SCOPE;
  static final String NOT_CONSENTED = "api://AzureADTokenExchange/.default";

  /** A code of Adele's for these scopes. */
  String code(String scope) throws Exception {
    return text(fixture.pick(ADELE, "scope", scope), "code");
  }

  HttpResponse<String> post(String tenant, Map<String, String> form) throws Exception {
    return fixture.post("/" + tenant + "/oauth2/v2.0/token", form, "Origin", ORIGIN);
  }

  /** The refusal, or what the token is for. */
  String said(HttpResponse<String> response) throws Exception {
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    if (response.statusCode() != 200) {
      String suberror = text(body, "suberror");
      return "%d %s, %s%s"
          .formatted(
              response.statusCode(),
              text(body, "error"),
              number(body),
              suberror.isEmpty() ? "" : ", " + suberror);
    }
    JWTClaimsSet token = claims(body);
    String audience =
        token.getAudience().equals(List.of(ACS))
            ? "ACS"
            : token.getAudience().equals(List.of(ACS + "/"))
                ? "ACS with a slash"
                : token.getAudience().toString();
    return "200, for " + audience + ": " + token.getStringClaim("scp");
  }

  /** Those of the access token in an answer, which Entra has signed. */
  JWTClaimsSet claims(Map<String, Object> tokens) {
    return fixture.entra.verified(text(tokens, "access_token")).orElseThrow();
  }

  /** The number of a refusal, with AADSTS before it. */
  static String number(Map<String, ?> answer) {
    String description = text(answer, "error_description");
    return description.substring(0, description.indexOf(':'));
  }
}
