package io.acsbroker.local.table;

import io.acsbroker.local.net.Disturbances;
import java.io.IOException;
import java.net.URI;

/** A Table service on this machine, which holds one account. */
public interface TableService extends AutoCloseable {
  /** The name that emulators give their account. */
  String ACCOUNT = "devstoreaccount1";

  /** The account's https address, the value of {@code BROKER_IDENTITY_TABLE_ENDPOINT}. */
  URI endpoint();

  /** The account's access key, in base64. */
  String accountKey();

  /** The value of {@code BROKER_IDENTITY_TABLE_CONNECTION_STRING}. */
  default String connectionString() {
    return "DefaultEndpointsProtocol=https;AccountName=%s;AccountKey=%s;TableEndpoint=%s"
        .formatted(ACCOUNT, accountKey(), endpoint());
  }

  /** What stands before everything that it serves. */
  Disturbances disturbances();

  /** Takes every row of this table away. */
  void empty(String table) throws IOException, InterruptedException;

  @Override
  void close();
}
