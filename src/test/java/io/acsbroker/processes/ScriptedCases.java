package io.acsbroker.processes;

import static io.acsbroker.processes.ScriptedAnswers.claimsChallenge;
import static io.acsbroker.processes.ScriptedAnswers.cut;
import static io.acsbroker.processes.ScriptedAnswers.hostNotRunning;
import static io.acsbroker.processes.ScriptedAnswers.html;
import static io.acsbroker.processes.ScriptedAnswers.refusal;
import static io.acsbroker.processes.ScriptedAnswers.token;
import static io.acsbroker.processes.ScriptedAnswers.tokenOfSomebodyElse;
import static io.acsbroker.processes.ScriptedAnswers.tokenWithout;
import static io.acsbroker.processes.ScriptedCase.ANEW;
import static io.acsbroker.processes.ScriptedCase.CLAIMS;
import static io.acsbroker.processes.ScriptedCase.SILENT;
import static io.acsbroker.processes.ScriptedCase.WINDOW;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.processes.ScriptedCase.Asking;
import io.acsbroker.processes.ScriptedCase.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases that the clients of all languages are held to: the table of docs/clients.md. */
final class ScriptedCases {
  /** What clients call an answer that is none of the broker's. */
  private static final String NOT_UNDERSTOOD = "answer_not_understood";

  private ScriptedCases() {}

  static List<ScriptedCase> all() {
    return Stream.of(tokens(), passing(), refreshed(), lasting(), foreign())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Those of the client library: it asks for no next token before half of the time of one is over,
   * and has tests of its own for that, with a clock that moves. It does not call MSAL by itself.
   */
  static List<ScriptedCase> ofTheLibrary() {
    return ofKotlin().stream()
        .filter(situation -> !situation.name().startsWith("refresh-"))
        .toList();
  }

  /** MSAL for Android tells no claims of its own. */
  static List<ScriptedCase> ofKotlin() {
    return all().stream().filter(situation -> situation.person() != Person.CHALLENGED).toList();
  }

  private static List<ScriptedCase> tokens() {
    return List.of(
        ScriptedCase.of("token", "a token", token()),
        ScriptedCase.of("kept", "a token, for an app that asks twice", token()).asked(Asking.TWICE),
        ScriptedCase.of(
                "ten-at-once",
                "a token, for ten callers at once",
                token().after(Duration.ofMillis(300)))
            .asked(Asking.TEN_AT_ONCE),
        ScriptedCase.of("chunked", "a token, in chunks", token().delivered(Delivery.CHUNKED)));
  }

  /** What is over when the same is asked again. */
  private static List<ScriptedCase> passing() {
    return List.of(
        ScriptedCase.of(
            "host-starting",
            "503 *Function host is not running.*, a token",
            hostNotRunning(),
            token()),
        ScriptedCase.of("gateway-502", "502 with a page, a token", html(502), token()),
        ScriptedCase.of("gateway-504", "504 with a page, a token", html(504), token()),
        ScriptedCase.of(
            "empty-500", "500 without a body, a token", CannedAnswer.empty(500), token()),
        ScriptedCase.of(
            "gateway-429",
            "429 with a page and `Retry-After`, a token",
            html(429).with("Retry-After", "1"),
            token()),
        ScriptedCase.of("gateway-json", "502 with a JSON array, a token", json(502, "[]"), token()),
        ScriptedCase.of(
            "deadline", "504 `deadline_passed`, a token", refusal(504, "deadline_passed"), token()),
        ScriptedCase.of(
            "throttled", "503 `acs_throttled`, a token", refusal(503, "acs_throttled", 1), token()),
        ScriptedCase.of("cut", "a connection that is cut, a token", cut(), token()),
        ScriptedCase.of(
            "half", "half of an answer, a token", token().delivered(Delivery.HALF), token()),
        ScriptedCase.of(
            "key",
            "401 `signing_key_unknown`, a token",
            refusal(401, "signing_key_unknown", 1),
            token()));
  }

  /** What a new token of Entra's mends, or a window. */
  private static List<ScriptedCase> refreshed() {
    return List.of(
        ScriptedCase.of(
                "expired", "401 `token_expired`, a token", refusal(401, "token_expired"), token())
            .entra(SILENT, ANEW),
        ScriptedCase.of(
                "empty-401", "401 without a body, a token", CannedAnswer.empty(401), token())
            .entra(SILENT, ANEW),
        ScriptedCase.of("claims", "401 with `claims`, a token", claimsChallenge(), token())
            .entra(SILENT, CLAIMS),
        ScriptedCase.of("msal-claims", "MSAL names claims; a token", token())
            .by(Person.CHALLENGED)
            .entra(SILENT, CLAIMS),
        ScriptedCase.of(
                "key-stays", "401 `signing_key_unknown`", refusal(401, "signing_key_unknown", 1))
            .refused("signing_key_unknown")
            .requests(3)
            .entra(SILENT, ANEW),
        ScriptedCase.of("401-stays", "401 without a body", CannedAnswer.empty(401))
            .refused(NOT_UNDERSTOOD)
            .requests(2)
            .entra(SILENT, ANEW),
        ScriptedCase.of(
                "management-401",
                "401 of API Management",
                CannedAnswer.json(401, Map.of("statusCode", 401, "message", "Access denied")))
            .refused(NOT_UNDERSTOOD)
            .requests(2)
            .entra(SILENT, ANEW),
        ScriptedCase.of("window", "a window that nobody answers, for ten callers", token())
            .asked(Asking.TEN_AT_ONCE)
            .by(Person.NOBODY)
            .refused("subject_token_not_obtained", 0)
            .requests(0)
            .entra(WINDOW));
  }

  /** What the user is told at once, or after four tries. */
  private static List<ScriptedCase> lasting() {
    return List.of(
        refused(403, "teams_license_missing"),
        refused(502, "acs_denied"),
        ScriptedCase.of(
                "two-minutes",
                "429 `too_many_exchanges` for two minutes",
                refusal(429, "too_many_exchanges", 120))
            .refused("too_many_exchanges"),
        ScriptedCase.of(
                "acs-down",
                "503 `acs_unavailable`, for ten callers at once",
                refusal(503, "acs_unavailable", 1))
            .asked(Asking.TEN_AT_ONCE)
            .refused("acs_unavailable")
            .requests(4),
        ScriptedCase.of(
                "gateway-down",
                "503 with a page and `Retry-After`",
                html(503).with("Retry-After", "1"))
            .refused(NOT_UNDERSTOOD)
            .requests(4),
        ScriptedCase.of(
                "refresh-refused",
                "a token that is due, then 403; the app asks twice",
                token(Duration.ofMinutes(3)),
                refusal(403, "teams_license_missing"))
            .asked(Asking.TWICE)
            .entra(SILENT, SILENT),
        ScriptedCase.of(
                "refresh-of-somebody-else",
                "a token that is due, then one of another user; the app asks twice",
                token(Duration.ofMinutes(3)),
                tokenOfSomebodyElse())
            .asked(Asking.TWICE)
            .refused("user_changed")
            .entra(SILENT, SILENT));
  }

  private static ScriptedCase refused(int status, String code) {
    return ScriptedCase.of(
            code.replace('_', '-'), status + " `" + code + "`", refusal(status, code))
        .refused(code);
  }

  /** Answers of somebody else, which asking again does not mend. */
  private static List<ScriptedCase> foreign() {
    return Stream.of(
            ScriptedCase.of("empty-404", "404 without a body", CannedAnswer.empty(404)),
            ScriptedCase.of(
                "gateway-403",
                "403 with a page and `Retry-After`",
                html(403).with("Retry-After", "1")),
            ScriptedCase.of(
                "moved", "301", CannedAnswer.empty(301).with("Location", "/api/token/teams")),
            ScriptedCase.of("html-200", "200 with a page", html(200)),
            ScriptedCase.of("empty-200", "200 without a body", CannedAnswer.empty(200)),
            ScriptedCase.of("object-200", "200 `{}`", json(200, "{}")),
            ScriptedCase.of("no-token", "200 without `token`", tokenWithout("token")),
            ScriptedCase.of("no-end", "200 without `expiresOn`", tokenWithout("expiresOn")),
            ScriptedCase.of(
                "ended", "200 with a token that has ended", token(Duration.ofMinutes(-1))))
        .map(situation -> situation.refused(NOT_UNDERSTOOD))
        .toList();
  }

  private static CannedAnswer json(int status, String body) {
    return CannedAnswer.text(status, body).with("Content-Type", "application/json");
  }
}
