package coop.potluck.object;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was read of a recipe, as bytes that name themselves by their hash.
 *
 * @param schema the number of the shape, which is not among the bytes
 * @param bytes canonical JSON, not to be changed
 * @param sha256 of the bytes, in lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and their hash their equality
public record RecipeObject(int schema, byte[] bytes, String sha256) {

  /**
   * The shape that this program writes; changes when {@link RecipeContent} does. Those before it
   * are read too: the first one had no architectures, the second nothing of what lint wants.
   */
  public static final int SCHEMA = 3;

  /** The largest object that is read. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int MAX_DEPTH = 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_BYTES)
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addMixIn(RecipeContent.class, ContentShape.class)
          .addMixIn(Service.class, ServiceShape.class)
          .addModule(new SimpleModule().addSerializer(Enum.class, new Word()))
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private static final ObjectReader READER = MAPPER.readerFor(RecipeContent.class);

  /** Knows a member that is written twice, which takes as long as all the rest of the reading. */
  private static final ObjectReader STRICT_READER =
      READER.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  /**
   * A constant in lower case. Jackson's own lower case is that of the machine's language, and the
   * hash of an object must not depend on where it was made.
   */
  private static final class Word extends ToStringSerializerBase {
    private static final long serialVersionUID = 1;

    Word() {
      super(Enum.class);
    }

    @Override
    public String valueToString(Object value) {
      return ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came after the first shape is left out where it is empty, so that no hash changed. */
  private interface ContentShape {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<String> architectures();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<RecipeContent.ComposeFile> composeFiles();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<RecipeContent.Variable> variables();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<String> unusedKeys();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<String> landmarks();
  }

  private interface ServiceShape {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<Service.Setting> settings();
  }

  /** The object of a content. */
  public static RecipeObject of(RecipeContent content) {
    var bytes = CanonicalJson.bytes(MAPPER.valueToTree(content));
    return new RecipeObject(SCHEMA, bytes, sha256(bytes));
  }

  /**
   * The content that anyone's bytes spell; empty if they are too long, no JSON, or have a member
   * too many or too few.
   */
  public static Optional<RecipeContent> decode(byte[] bytes) {
    return bytes.length > MAX_BYTES
        ? Optional.empty()
        : read(STRICT_READER, bytes).filter(Completeness::isComplete);
  }

  /**
   * The content that bytes spell which {@link #of} made, or {@link #decode} has let pass before;
   * empty if they are damaged, though not every damage is seen.
   */
  public static Optional<RecipeContent> decodeOwn(byte[] bytes) {
    return read(READER, bytes);
  }

  private static Optional<RecipeContent> read(ObjectReader reader, byte[] bytes) {
    try {
      return Optional.ofNullable(reader.readValue(bytes));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
