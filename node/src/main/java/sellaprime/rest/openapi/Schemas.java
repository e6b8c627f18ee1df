package sellaprime.rest.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records as Jackson renders them here: a component that may be null is left out
 * when it is, and so is not required; there is nothing besides the components.
 */
final class Schemas {
  private static final String SUFFIX = "Answer";

  private final ObjectNode all = JsonNodeFactory.instance.objectNode();

  /** All that were asked for, by name. */
  ObjectNode all() {
    return all;
  }

  /** A reference to the schema of {@code type}, a record. */
  ObjectNode reference(Class<?> type) {
    String name = name(type);
    if (!all.has(name)) {
      ObjectNode schema = all.putObject(name); // first, for records within themselves
      schema.put("type", "object");
      schema.put("additionalProperties", false);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = JsonNodeFactory.instance.arrayNode();
      addComponents(type, properties, required, true);
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
    }
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    return reference.put("$ref", "#/components/schemas/" + name);
  }

  private static String name(Class<?> type) {
    String name = type.getSimpleName();
    String bare = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    Class<?> outer = type.getDeclaringClass();
    return outer == null || !outer.isRecord() ? bare : name(outer) + bare;
  }

  private void addComponents(
      Class<?> type, ObjectNode properties, ArrayNode required, boolean always) {
    for (RecordComponent component : type.getRecordComponents()) {
      boolean isOptional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        addComponents(component.getType(), properties, required, always && !isOptional);
        continue;
      }
      ObjectNode schema = of(component.getGenericType());
      describe(schema, component);
      properties.set(component.getName(), schema);
      if (always && !isOptional) {
        required.add(component.getName());
      }
    }
  }

  /** Adds what {@link Doc} says of {@code element}. */
  static void describe(ObjectNode schema, AnnotatedElement element) {
    Doc doc = element.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
      for (String value : doc.values()) {
        schema.withArray("enum").add(value);
      }
    }
  }

  private ObjectNode of(Type type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type == String.class) {
      return schema.put("type", "string");
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return schema.put("type", "integer");
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == double.class || type == Double.class) {
      return schema.put("type", "number");
    }
    if (type instanceof ParameterizedType list && list.getRawType() == java.util.List.class) {
      schema.put("type", "array").set("items", of(list.getActualTypeArguments()[0]));
      return schema;
    }
    if (type instanceof Class<?> one && one.isRecord()) {
      return reference(one);
    }
    throw new IllegalArgumentException("no schema is known for " + type);
  }
}
