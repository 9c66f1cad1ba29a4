package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** What the token endpoint answered. */
record TokenAnswer(int status, Map<String, Object> body) {

  static TokenAnswer of(HttpResponse<String> response) throws ParseException {
    return new TokenAnswer(response.statusCode(), JSONObjectUtils.parse(response.body()));
  }

  String text(String name) {
    return String.valueOf(body.get(name));
  }

  JWTClaimsSet token() throws ParseException {
    return SignedJWT.parse(text("access_token")).getJWTClaimsSet();
  }

  void assertRefused(int expectedStatus, String error, int code) {
    assertEquals(List.of((long) code), body.get("error_codes"), body.toString());
    assertEquals(error, text("error"));
    assertEquals(expectedStatus, status);
    assertTrue(text("error_description").startsWith("AADSTS" + code + ": "));
  }
}
