package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a host serves.
 *
 * @param functions all functions of the app
 * @param instances where their objects come from
 * @param routePrefix put before every route; empty means none
 * @param disabled names of functions that are not served
 * @param limits what requests may have
 */
public record FunctionsApp(
    List<DiscoveredFunction> functions,
    InstanceSource instances,
    String routePrefix,
    Set<String> disabled,
    RequestLimits limits) {

  /** Copies list and set. */
  public FunctionsApp {
    functions = List.copyOf(functions);
    disabled = Set.copyOf(disabled);
  }

  /**
   * Loads the functions of a code source, and makes the injector that the app declares.
   *
   * @param classes a directory of classes or a jar
   * @param hostJson the app's {@code host.json}
   * @param loader finds the classes and the injector
   * @throws HostStartException for what the host cannot serve
   */
  public static FunctionsApp load(Path classes, Path hostJson, ClassLoader loader) {
    List<DiscoveredFunction> functions = new FunctionScan(classes, loader).functions();
    String prefix = HostJson.read(hostJson).routePrefix();
    return new FunctionsApp(
        functions, InstanceSource.declaredIn(loader), prefix, Set.of(), RequestLimits.OF_THE_HOST);
  }

  /** The same with a given injector, whatever the app declares. */
  public static FunctionsApp load(
      Path classes, Path hostJson, ClassLoader loader, FunctionInstanceInjector injector) {
    List<DiscoveredFunction> functions = new FunctionScan(classes, loader).functions();
    String prefix = HostJson.read(hostJson).routePrefix();
    return new FunctionsApp(
        functions, InstanceSource.of(injector), prefix, Set.of(), RequestLimits.OF_THE_HOST);
  }

  /**
   * The same app, less what {@code AzureWebJobs.<name>.Disabled} of an environment switches off,
   * and with bodies as large as its {@code FUNCTIONS_REQUEST_BODY_SIZE_LIMIT} allows.
   *
   * @see <a href="https://learn.microsoft.com/azure/azure-functions/disable-function">How to
   *     disable functions</a>
   */
  public FunctionsApp configuredBy(Map<String, String> environment) {
    Set<String> names = new TreeSet<>();
    for (DiscoveredFunction function : functions) {
      String setting = environment.get("AzureWebJobs." + function.name() + ".Disabled");
      if ("true".equalsIgnoreCase(setting) || "1".equals(setting)) {
        names.add(function.name());
      }
    }
    return new FunctionsApp(
        functions, instances, routePrefix, names, RequestLimits.setBy(environment));
  }

  /** The routes of all functions: one that is disabled still takes its requests. */
  Routes routes() {
    return new Routes(functions.stream().map(function -> function.at(routePrefix)).toList());
  }

  /** Whether requests that reach this function are handed to it. */
  boolean serves(String function) {
    return !disabled.contains(function);
  }

  /** The function of this name, which is there. */
  DiscoveredFunction function(String name) {
    return functions.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
