package io.acsbroker.processes;

import io.acsbroker.json.JsonObject;
import java.util.List;

/**
 * What a client made of a case.
 *
 * @param outcome {@code token}, or the code of the refusal
 * @param status that of the refused answer; 0 where there was none
 * @param entra what it asked MSAL for, in this order
 */
record ScriptedEnd(String outcome, long status, List<String> entra) {
  static ScriptedEnd of(ScriptedCase wanted) {
    return new ScriptedEnd(wanted.outcome(), wanted.status(), wanted.entra());
  }

  static ScriptedEnd of(JsonObject printed) {
    return new ScriptedEnd(
        printed.string("outcome").orElse("nothing"),
        printed.integer("status").orElse(0L),
        printed.strings("entra"));
  }
}
