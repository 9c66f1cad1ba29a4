package io.acsbroker.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which function answers: as Microsoft's host 4.1037 was seen to do. */
class RoutesTest {
  private static final HostPath USERS = HostPath.of("/api/users");

  private static FunctionRoute route(String function, String route, String... methods) {
    return new FunctionRoute(
        function,
        RouteTemplate.parse(route),
        methods.length == 0 ? List.of("GET", "POST") : List.of(methods));
  }

  private static Routes routes(FunctionRoute... routes) {
    return new Routes(List.of(routes));
  }

  private static List<String> sorted(String... names) {
    return Stream.of(names).sorted(FunctionNames.HOST_ORDER).toList();
  }

  @Test
  void triesFunctionsByTheirNamesInUpperCase() {
    assertEquals(List.of("a", "AB", "abc", "B"), sorted("B", "abc", "AB", "a"));
    assertEquals(List.of("Ab", "A_x"), sorted("A_x", "Ab"));
    assertEquals(List.of("a-b", "a1", "aZ", "a_"), sorted("a_", "aZ", "a1", "a-b"));
  }

  @Test
  void letsTheFirstRouteAnswerHoweverGeneralItIs() {
    Routes routes = routes(route("Users", "api/users"), route("NotFound", "api/{*path}"));
    assertEquals(Optional.of("NotFound"), routes.find("GET", USERS));
    assertEquals(
        List.of(
            "The function Users is hidden by NotFound: the host tries functions by name, and the"
                + " route api/{*path} of NotFound takes what is meant for api/users."),
        routes.hidden());
  }

  @Test
  void hidesNothingBehindTheFunctionWhoseNameComesLast() {
    Routes routes = routes(route("ZNotFound", "api/{*path}"), route("Users", "api/users"));
    assertEquals(Optional.of("Users"), routes.find("GET", USERS));
    assertEquals(Optional.of("ZNotFound"), routes.find("GET", HostPath.of("/api/others")));
    assertEquals(List.of(), routes.hidden());
  }

  @Test
  void findsTheLaterOfTwoCatchAllsHidden() {
    assertEquals(1, routes(route("Y", "api/{*path}"), route("Z", "api/{*rest}")).hidden().size());
    assertEquals(0, routes(route("Y", "api/x/{*path}"), route("Z", "api/{*rest}")).hidden().size());
  }

  @Test
  void findsTheLaterOfTwoFunctionsWithOneRouteHidden() {
    assertEquals(1, routes(route("A", "api/users"), route("B", "/API/Users/")).hidden().size());
    assertEquals(
        0, routes(route("A", "api/users", "GET"), route("B", "api/users", "POST")).hidden().size());
  }

  @Test
  void findsALiteralBehindAParameterHidden() {
    assertEquals(1, routes(route("A", "api/{id}"), route("B", "api/users")).hidden().size());
    assertEquals(0, routes(route("A", "api/users"), route("B", "api/{id}")).hidden().size());
  }

  @Test
  void findsAFunctionHiddenThatLosesOneOfItsMethods() {
    assertEquals(
        1, routes(route("A", "api/{id}", "POST"), route("B", "api/users")).hidden().size());
  }

  @Test
  void neverReachesAFunctionThatListsNoMethod() {
    Routes routes =
        new Routes(List.of(new FunctionRoute("A", RouteTemplate.parse("api/users"), List.of())));
    assertEquals(Optional.empty(), routes.find("GET", USERS));
    assertEquals(List.of("The function A lists no method: none reaches it."), routes.hidden());
  }
}
