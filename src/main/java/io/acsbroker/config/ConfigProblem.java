package io.acsbroker.config;

/**
 * What is wrong with a setting.
 *
 * @param setting its name
 * @param sentence what is wrong and what it should be, without the value
 */
public record ConfigProblem(String setting, String sentence) {
  @Override
  public String toString() {
    return setting + ": " + sentence;
  }
}
