package io.acsbroker.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.acsbroker.repository.YamlFile;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What docs/openapi.yaml says. Its parts are named by JSON Pointers, which are those of a part
 * itself, and not of a reference to it.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1">OpenAPI 3.1</a>
 */
public final class ApiDescription {
  public static final Path FILE = Path.of("docs/openapi.yaml");

  /** What stands before the path of a resource where its metadata is (RFC 9728, section 3.1). */
  public static final String METADATA = "/.well-known/oauth-protected-resource";

  private static final String ADDRESS = "https://acsbroker.io/openapi.json";
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete", "options", "trace");
  private static final ApiDescription READ = new ApiDescription();

  private final JsonNode document = new ObjectMapper().valueToTree(YamlFile.read(FILE).members());
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          Dialects.getDraft202012(),
          builder -> builder.schemas(Map.of(ADDRESS, document.toString())));

  /** Each is compiled once. */
  private final Map<JsonPointer, Schema> schemas = new ConcurrentHashMap<>();

  private ApiDescription() {}

  /** The one of the working tree. */
  public static ApiDescription read() {
    return READ;
  }

  /** The addresses, such as {@code /api/token/teams}. */
  public List<String> paths() {
    return names(document.get("paths"));
  }

  /** The methods that are described for a path, in capitals. */
  public List<String> methods(String path) {
    return names(at(pathItem(path))).stream()
        .filter(METHODS::contains)
        .map(method -> method.toUpperCase(Locale.ROOT))
        .toList();
  }

  JsonPointer operation(String path, String method) {
    return pathItem(path).appendProperty(method.toLowerCase(Locale.ROOT));
  }

  private JsonPointer pathItem(String path) {
    return part(JsonPointer.compile("/paths").appendProperty(path)).orElseThrow();
  }

  /** The statuses that an operation may answer. */
  List<String> statuses(JsonPointer operation) {
    return names(at(operation).get("responses"));
  }

  /** What an operation answers with a status, where it does so at all. */
  Optional<JsonPointer> response(JsonPointer operation, int status) {
    return part(operation.appendProperty("responses").appendProperty("" + status));
  }

  /** The headers of a response, by name. */
  Map<String, JsonPointer> headers(JsonPointer response) {
    JsonPointer headers = response.appendProperty("headers");
    Map<String, JsonPointer> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names(at(headers))
        .forEach(name -> found.put(name, part(headers.appendProperty(name)).orElseThrow()));
    return found;
  }

  /** The media types of a response; none for one without a body. */
  List<String> mediaTypes(JsonPointer response) {
    return names(at(response.appendProperty("content")));
  }

  JsonPointer media(JsonPointer response, String type) {
    return response.appendProperty("content").appendProperty(type);
  }

  /** The responses that operations share. */
  List<JsonPointer> responses() {
    JsonPointer responses = JsonPointer.compile("/components/responses");
    return names(at(responses)).stream().map(responses::appendProperty).toList();
  }

  /** The codes of the refusals of a response, which are an {@code enum} of its schema. */
  List<String> codes(JsonPointer response) {
    return ofProblem(response, "code")
        .flatMap(code -> stream(code.path("enum").elements()))
        .map(JsonNode::asText)
        .toList();
  }

  /** The status that the body of a refusal has. */
  Optional<Integer> statusInBody(JsonPointer response) {
    return ofProblem(response, "status").map(status -> status.get("const").asInt()).findFirst();
  }

  /** What the schema of a refusal says of a member beside what holds for all of them. */
  private Stream<JsonNode> ofProblem(JsonPointer response, String member) {
    JsonPointer schema = media(response, "application/problem+json").appendProperty("schema");
    return stream(at(schema.appendProperty("allOf")).elements())
        .map(part -> part.path("properties").path(member))
        .filter(JsonNode::isObject);
  }

  /** The part itself; missing where there is none. */
  JsonNode at(JsonPointer part) {
    return document.at(part);
  }

  /** What is wrong with a value by the {@code schema} of a header or a media type. */
  List<String> faults(JsonPointer part, JsonNode value) {
    Schema schema =
        schemas.computeIfAbsent(
            part.appendProperty("schema"),
            pointer -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)));
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  /** Follows references. */
  Optional<JsonPointer> part(JsonPointer part) {
    JsonNode found = at(part);
    return found.isMissingNode()
        ? Optional.empty()
        : found.has("$ref")
            ? part(JsonPointer.compile(found.get("$ref").asText().substring(1)))
            : Optional.of(part);
  }

  private static List<String> names(JsonNode object) {
    return List.copyOf(new TreeSet<>(stream(object.fieldNames()).toList()));
  }

  private static <T> Stream<T> stream(Iterator<T> elements) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, 0), false);
  }
}
