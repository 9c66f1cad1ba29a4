package io.acsbroker.administration;

/**
 * What an answer calls its error.
 *
 * @param name empty where it has none that can be shown
 * @param target what of the request it is about; empty where it does not say
 */
record ErrorCode(String name, String target) {
  static final ErrorCode NONE = new ErrorCode("", "");

  /** For a sentence, with a blank before it. */
  @Override
  public String toString() {
    return (name.isEmpty() ? "" : " " + name) + (target.isEmpty() ? "" : " (" + target + ")");
  }
}
