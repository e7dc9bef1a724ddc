package coop.potluck.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How values become JSON. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, text(Json::time))
                  .addSerializer(CoopId.class, text(CoopId::value))
                  .addSerializer(RecipeName.class, text(RecipeName::value))
                  .addSerializer(RecipeId.class, text(RecipeId::toString))
                  .addSerializer(ObjectName.class, text(ObjectName::hex))
                  .addSerializer(Enum.class, text(Json::word)))
          .build();

  private Json() {}

  static byte[] write(Object view) {
    try {
      return MAPPER.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tree of a JSON text; empty if it is none. */
  static Optional<JsonNode> parse(byte[] text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A time in RFC 3339, to the second. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Jackson's own lower case is that of the machine's language: Turkish has no {@code minor}. */
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T> JsonSerializer<T> text(Function<T, String> spell) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeString(spell.apply(value));
      }
    };
  }
}
