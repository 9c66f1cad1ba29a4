package io.acsbroker.delegation;

import java.util.Set;

/** Makes the sources of subject tokens on behalf of callers, for the scopes of any resource. */
@FunctionalInterface
public interface SubjectTokenSources {
  /**
   * Those with these scopes. What sources know of Entra, they know together; a token of one is
   * never given by another.
   *
   * @param scopes what to ask for, by their full names or as {@code <resource>/.default}
   * @throws IllegalArgumentException without a scope
   */
  SubjectTokenSource of(Set<String> scopes);
}
