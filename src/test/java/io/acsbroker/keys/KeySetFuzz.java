package io.acsbroker.keys;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.acsbroker.subject.SampleToken;
import io.acsbroker.token.EntraCloud;

/** Whatever a key endpoint answers, it is read without an exception, and no key in it is weak. */
class KeySetFuzz {
  @FuzzTest(maxDuration = "30s")
  void readsWhateverItIsGiven(FuzzedDataProvider data) {
    String answer = data.consumeRemainingAsString();
    KeySet.parse(answer).ifPresent(set -> set.keys().values().forEach(KeySetFuzz::check));
    KeySet.ofIssuer(answer).ifPresent(set -> set.keys().values().forEach(KeySetFuzz::check));
  }

  private static void check(SigningKey key) {
    if (key.verifier() instanceof RSASSAVerifier rsa
        && rsa.getPublicKey().getModulus().bitLength() < 2048) {
      throw new AssertionError("a weak key");
    }
    key.signsFor(SampleToken.CONTOSO, EntraCloud.PUBLIC, true);
  }
}
