package io.acsbroker.local.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/** A certificate of an application. */
record ClientCertificate(X509Certificate certificate) {

  /** Whether its key has signed this token. */
  boolean signed(SignedJWT jwt) {
    try {
      return certificate.getPublicKey() instanceof RSAPublicKey key
          && jwt.verify(new RSASSAVerifier(key));
    } catch (JOSEException e) {
      return false;
    }
  }
}
