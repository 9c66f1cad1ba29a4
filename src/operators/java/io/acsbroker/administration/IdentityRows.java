package io.acsbroker.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Person;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that brokers keep of users, as {@code docs/users.md} says.
 *
 * @param account the address of the account's table service
 * @param resource the ACS resource as rows name it
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/query-entities">Query
 *     entities</a>
 */
record IdentityRows(URI account, String table, String resource, ServiceClient client) {
  private static final String CONTINUATION = "x-ms-continuation-";

  /** What the table says when it is asked. */
  sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Refused<T>(String sentence) implements Answer<T> {}
  }

  Answer<IdentityRow> find(Person person) throws InterruptedException {
    return switch (client.send(new ServiceRequest("GET", at(person), ""))) {
      case ServiceReply.Missing missing -> new Answer.Given<>(new IdentityRow.Absent());
      case ServiceReply.Refused(int status, String code, String sentence) ->
          new Answer.Refused<>(sentence);
      case ServiceReply.Done(JsonObject body, HttpHeaders headers) ->
          read(body)
              .<Answer<IdentityRow>>map(Answer.Given::new)
              .orElseGet(() -> new Answer.Refused<>(flaw(person.row())));
    };
  }

  /** Whoever is shown the rows of a table one after the other. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a row. Returns why no more are wanted; empty to go on. */
    Optional<String> visit(Person person, IdentityRow row) throws InterruptedException;
  }

  /**
   * Goes through the rows of everybody of a tenant or an issuer, in the order of the table. Of
   * however many only a page is in memory, and those that were visited may be removed meanwhile.
   *
   * @param after the key of the row that they stand behind, which may be gone by now; empty for all
   * @return why it did not come to the end; empty where it did
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination">A
   *     thousand rows at most at once, and how to go on</a>
   */
  Optional<String> each(People.Everybody whom, Optional<String> after, Visitor visitor)
      throws InterruptedException {
    String first = address(table + "()") + "?$filter=" + encoded(filter(whom, after));
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String page = next.get();
      switch (client.send(new ServiceRequest("GET", URI.create(first + page), ""))) {
        case ServiceReply.Missing(String sentence) -> {
          return Optional.of(sentence);
        }
        case ServiceReply.Refused(int status, String code, String sentence) -> {
          return Optional.of(sentence);
        }
        case ServiceReply.Done(JsonObject body, HttpHeaders headers) -> {
          Optional<String> end = eachOf(body, whom, visitor);
          if (end.isPresent()) {
            return end;
          }
          next = continuation(headers);
          if (next.equals(Optional.of(page))) {
            return Optional.of(flaw("a page leads to itself"));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String filter(People.Everybody whom, Optional<String> after) {
    return "PartitionKey eq '%s'".formatted(whom.partition())
        + after.map(" and RowKey gt '%s'"::formatted).orElse("");
  }

  private Optional<String> eachOf(JsonObject page, People.Everybody whom, Visitor visitor)
      throws InterruptedException {
    if (page.objectsInPlace("value").isEmpty()) {
      return Optional.of(flaw("value"));
    }
    for (JsonObject row : page.objects("value")) {
      Optional<Person> person = row.string("RowKey").flatMap(whom::of);
      Optional<IdentityRow> read = read(row);
      if (person.isEmpty() || read.isEmpty()) {
        return Optional.of(flaw(person.map(Person::row).orElse("RowKey")));
      }
      Optional<String> end = visitor.visit(person.get(), read.get());
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
  }

  /** A page may be empty and yet not the last one. */
  private static Optional<String> continuation(HttpHeaders headers) {
    return headers
        .firstValue(CONTINUATION + "NextPartitionKey")
        .map(
            partition ->
                "&NextPartitionKey="
                    + encoded(partition)
                    + headers
                        .firstValue(CONTINUATION + "NextRowKey")
                        .map(row -> "&NextRowKey=" + encoded(row))
                        .orElse(""));
  }

  private Optional<IdentityRow> read(JsonObject row) {
    Optional<String> etag = row.string("odata.etag");
    if (etag.isEmpty()) {
      return Optional.empty();
    }
    if (!row.has("acsIdentity")) {
      return Optional.of(new IdentityRow.Intended(etag.get()));
    }
    Optional<String> other = row.string("acsResource").filter(it -> !it.equals(resource));
    return other.isPresent()
        ? Optional.of(new IdentityRow.OfAnother(other.get()))
        : row.string("acsIdentity")
            .flatMap(AcsIdentity::parse)
            .map(identity -> new IdentityRow.Known(identity, etag.get()));
  }

  private static String flaw(String what) {
    return "What the table has cannot be understood: " + what + ".";
  }

  /** Removes the row, where it is still as it was. */
  ServiceReply remove(Person person, String etag) throws InterruptedException {
    return client.send(new ServiceRequest("DELETE", at(person), "", Map.of("If-Match", etag)));
  }

  private URI at(Person person) {
    return URI.create(
        address(
            "%s(PartitionKey='%s',RowKey='%s')"
                .formatted(table, person.partition(), person.row())));
  }

  private String address(String segment) {
    return account + "/" + segment;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
