package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.Sha256;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who can sign in at the company's own sign-in.
 *
 * @param userName by which they are picked
 * @param entra who they are in Entra; empty for somebody whom Entra does not know
 */
record Account(String name, String userName, Optional<SampleUser> entra) {
  /** Of nobody in Entra. */
  static final Account STRANGER = new Account("Sam", "sam@elsewhere.example", Optional.empty());

  static Account of(SampleUser user) {
    return new Account(user.name(), user.userName(), Optional.of(user));
  }

  /** The {@code sub} of their tokens, which is no id of Entra's. */
  String subject() {
    return Sha256.of(userName).substring(0, 16);
  }

  /** Tenant and object id in Entra, as the company has them written into its tokens. */
  Optional<Map<String, String>> extension() {
    return entra.map(user -> Map.of("tid", user.organisation().tenantId(), "oid", user.objectId()));
  }
}
