package io.acsbroker.benchmark;

/** The request of a client of the broker, which reaches the other apps as well. */
final class SubjectRequest {
  private SubjectRequest() {}

  /** The bytes that exchange this token. */
  static byte[] of(String token) {
    return PlainConnection.post("/api/token/teams", "", "Authorization: Bearer " + token);
  }
}
