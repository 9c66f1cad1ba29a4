package io.acsbroker.administration;

import java.util.regex.Pattern;

/**
 * What an answer calls its error.
 *
 * @param name empty where it has none that can be shown
 * @param target what of the request it is about; empty where it does not say
 */
record ErrorCode(String name, String target) {
  private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  static final ErrorCode NONE = new ErrorCode("", "");

  /** With what is no name left out, since it might be anything. */
  ErrorCode {
    name = shown(name);
    target = shown(target);
  }

  private static String shown(String text) {
    return SHOWN.matcher(text).matches() ? text : "";
  }

  /** For a sentence, with a blank before it. */
  @Override
  public String toString() {
    return (name.isEmpty() ? "" : " " + name) + (target.isEmpty() ? "" : " (" + target + ")");
  }
}
