package sellaprime.cli;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Manifests, held against the API of Kubernetes without a cluster.
 *
 * <p>The types of Kubernetes' Java client are generated from the OpenAPI document of its API
 * server, and check what they read: a property that is not in it is refused, and one that is
 * required and missing, at any depth. They take a number for a string and the other way round, as
 * the server does not; so what was read is written again, and compared.
 *
 * <p>Not seen: what a value may be (a port of 70000, a name with blanks), what the server demands
 * beyond its document, whether the objects fit each other.
 */
final class KubernetesObjects {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1 Service", V1Service.class,
          "apps/v1 StatefulSet", V1StatefulSet.class,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class);

  private KubernetesObjects() {}

  /**
   * The objects of a file with one or more documents.
   *
   * @throws IOException if it is not YAML, or names a property twice
   * @throws RuntimeException if the API server would refuse an object; it names the property
   */
  static List<Object> read(String text) throws IOException {
    List<Object> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      for (JsonNode document : documents.readAll()) {
        all.add(object(document));
      }
    }
    return all;
  }

  private static Object object(JsonNode document) {
    String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("an object of another kind: " + kind);
    }
    Gson gson = JSON.getGson();
    JsonElement written = JsonParser.parseString(document.toString());
    Object object = gson.fromJson(written, type);
    compare(kind, written, gson.toJsonTree(object));
    return object;
  }

  /** Whether all that is written was read as it stands; the types add empty lists and maps. */
  private static void compare(String at, JsonElement written, @Nullable JsonElement read) {
    if (read != null && written.isJsonObject() && read.isJsonObject()) {
      written
          .getAsJsonObject()
          .asMap()
          .forEach(
              (name, value) -> compare(at + "." + name, value, read.getAsJsonObject().get(name)));
    } else if (read != null && written.isJsonArray() && read.isJsonArray()) {
      JsonArray items = written.getAsJsonArray();
      for (int i = 0; i < items.size(); i++) {
        compare(at + "[" + i + "]", items.get(i), read.getAsJsonArray().get(i));
      }
    } else if (!written.equals(read)) {
      throw new IllegalArgumentException(at + ": " + written + " is read as " + read);
    }
  }
}
