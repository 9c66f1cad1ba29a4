package io.acsbroker.processes;

import io.acsbroker.local.net.CannedAnswer;
import java.util.List;

/**
 * One situation of a client, and what a client of any language makes of it.
 *
 * @param name stable, in lower case and with hyphens
 * @param what the answers in words, for the table of docs/clients.md
 * @param answers one after the other; the last one is given to every further request
 * @param asking how often the app asks its client for a token
 * @param person whether somebody has signed in before
 * @param outcome {@link #TOKEN}, or the code of the refusal in which the last asking ends
 * @param status that of the refused answer; 0 where there is a token, or no answer
 * @param requests how many the broker gets
 * @param entra what MSAL is asked for: {@link #SILENT}, {@link #ANEW}, {@link #WINDOW} or {@link
 *     #CLAIMS}
 */
record ScriptedCase(
    String name,
    String what,
    List<CannedAnswer> answers,
    Asking asking,
    Person person,
    String outcome,
    int status,
    int requests,
    List<String> entra) {
  /** The outcome where all is well. */
  static final String TOKEN = "token";

  /** MSAL is asked for what it keeps. */
  static final String SILENT = "silent";

  /** MSAL is asked silently, past its cache. */
  static final String ANEW = "anew";

  /** A window opens in which the user signs in. */
  static final String WINDOW = "window";

  /** The same, with the claims of the refusal, or of MSAL's own. */
  static final String CLAIMS = "window with claims";

  /** How often the app asks. */
  enum Asking {
    ONCE(1, 1),
    /** The second time when the first has ended. */
    TWICE(2, 1),
    TEN_AT_ONCE(1, 10);

    final int times;
    final int atOnce;

    Asking(int times, int atOnce) {
      this.times = times;
      this.atOnce = atOnce;
    }
  }

  /** Who sits before the device. */
  enum Person {
    /** Has signed in: MSAL has the account, and gives tokens silently. */
    SIGNED_IN,
    /** The same, but Entra wants more of them: MSAL refuses silent calls and names the claims. */
    CHALLENGED,
    /** MSAL has no account, and its window is open until MSAL's time is over. */
    NOBODY
  }

  static ScriptedCase of(String name, String what, CannedAnswer... answers) {
    return new ScriptedCase(
        name,
        what,
        List.of(answers),
        Asking.ONCE,
        Person.SIGNED_IN,
        TOKEN,
        0,
        answers.length,
        List.of(SILENT));
  }

  ScriptedCase asked(Asking often) {
    return new ScriptedCase(name, what, answers, often, person, outcome, status, requests, entra);
  }

  ScriptedCase by(Person who) {
    return new ScriptedCase(name, what, answers, asking, who, outcome, status, requests, entra);
  }

  /** Ends in a refusal with the status of the last answer. */
  ScriptedCase refused(String code) {
    return refused(code, answers.getLast().status());
  }

  ScriptedCase refused(String code, int withStatus) {
    return new ScriptedCase(name, what, answers, asking, person, code, withStatus, requests, entra);
  }

  ScriptedCase requests(int count) {
    return new ScriptedCase(name, what, answers, asking, person, outcome, status, count, entra);
  }

  ScriptedCase entra(String... asked) {
    return new ScriptedCase(
        name, what, answers, asking, person, outcome, status, requests, List.of(asked));
  }
}
