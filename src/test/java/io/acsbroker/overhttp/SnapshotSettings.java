package io.acsbroker.overhttp;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the app in a snapshot of the template, with what Azure alone knows filled in from
 * the local cloud.
 */
final class SnapshotSettings {
  private static final String CONNECTION =
      "InstrumentationKey=00000000-0000-0000-0000-000000000000";

  private final Map<String, String> known;
  private final String connectionString;

  SnapshotSettings(LocalCloud cloud) {
    Map<String, String> local = cloud.settingsOnBehalfOf();
    String identity = cloud.identity().userAssignedClientId();
    known = new HashMap<>(local);
    known.put("AzureWebJobsStorage__clientId", identity);
    known.put("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=" + identity);
    known.put("APPLICATIONINSIGHTS_CONNECTION_STRING", CONNECTION);
    known.put("ENTRA_CLOUD", "public");
    known.put("BROKER_PUBLIC_URL", "https://func-broker.azurewebsites.net");
    // The application that the template registers
    known.put("ENTRA_CLIENT_IDS", SampleDirectory.CLIENT_ID);
    known.put("BROKER_CALLER_CLIENT_IDS", SampleDirectory.CLIENT_ID);
    connectionString = cloud.acs().connectionString();
  }

  /** As the platform hands them to the broker, which finds the local Entra beside them. */
  Map<String, String> of(Path snapshot) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ENTRA_AUTHORITY_HOST", filled("ENTRA_AUTHORITY_HOST", "[]"));
    for (JsonObject setting : settingsIn(snapshot)) {
      String name = setting.string("name").orElseThrow();
      String value = setting.string("value").orElseThrow();
      if (settings.putIfAbsent(name, filled(name, value)) != null) {
        throw new AssertionError(snapshot + " has twice: " + name);
      }
    }
    return settings;
  }

  private static List<JsonObject> settingsIn(Path snapshot) throws IOException {
    JsonObject json = JsonObject.parse(Files.readString(snapshot)).orElseThrow();
    List<JsonObject> apps =
        json.objects("predictedResources").stream()
            .filter(it -> it.string("type").orElseThrow().equals("Microsoft.Web/sites"))
            .toList();
    if (apps.size() != 1) {
      throw new AssertionError(snapshot + " has not one app, but " + apps.size());
    }
    List<JsonObject> settings =
        apps.getFirst()
            .object("properties")
            .flatMap(it -> it.object("siteConfig"))
            .orElseThrow()
            .objects("appSettings");
    if (settings.isEmpty()) {
      throw new AssertionError(snapshot + " does not have the settings one by one");
    }
    return settings;
  }

  /**
   * An expression of the template, and a reference to a key vault, become what Azure makes of it.
   */
  private String filled(String name, String value) {
    if (value.startsWith("@Microsoft.KeyVault(")) {
      return connectionString;
    }
    if (!value.startsWith("[")) {
      return value;
    }
    String local = known.get(name);
    if (local == null) {
      throw new AssertionError("Azure alone knows " + name + ", and this test does not: " + value);
    }
    return local;
  }
}
