package coop.potluck.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void members_stand_in_the_order_of_their_utf_16_units_as_in_section_3_2_3() {
    assertThat(
            canonical(
                """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void strings_are_escaped_as_in_the_sample_of_section_3_2_2() {
    var sample =
        """
        {"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;
    assertThat(canonical(sample))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void the_bytes_are_utf_8() {
    assertThat(HexFormat.of().formatHex(CanonicalJson.bytes(MAPPER.valueToTree("\u20ac"))))
        .isEqualTo("22e282ac22");
  }

  @Test
  void short_escapes_are_used_where_there_are_any() {
    assertThat(canonical("\"\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\\u2028\""))
        .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028\"");
  }

  @Test
  void half_of_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(text("a\ud83db")).isEqualTo("\"a\ufffdb\"");
    assertThat(text("\ude00")).isEqualTo("\"\ufffd\"");
    assertThat(text("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }

  @Test
  void numbers_are_integers_below_two_to_the_53() {
    assertThat(canonical("[0, -0, 9007199254740991, -9007199254740991]"))
        .isEqualTo("[0,0,9007199254740991,-9007199254740991]");
    for (var number : new String[] {"9007199254740992", "1.5", "1e3", "99999999999999999999"}) {
      assertThatThrownBy(() -> canonical(number)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The rows of appendix B whose numbers have a form here; of the others, the next test. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "433fffffffffffff, 9007199254740991",
    "c33fffffffffffff, -9007199254740991",
  })
  void integers_are_written_as_in_appendix_b(String bits, String written) {
    var number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(canonical(BigDecimal.valueOf(number).toBigInteger().toString())).isEqualTo(written);
    assertThat(CanonicalJson.isCanonical(written.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5e-324",
        "-1.7976931348623157e+308",
        "9007199254740992",
        "-9007199254740992",
        "295147905179352830000",
        "9.999999999999997e+22",
        "1e+23",
        "0.000001",
        "333333333.3333332",
        "1424953923781206.2",
      })
  void the_other_numbers_of_appendix_b_have_no_form_here(String number) {
    assertThat(CanonicalJson.isCanonical(number.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThatThrownBy(() -> canonical(number)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "{\"a\":1,\"b\":[true,null]}",
        "{\"\ud83d\ude00\":1,\"\ufb33\":2}",
        "\"\\u000f\\n\u20ac\"",
      })
  void canonical_bytes_are_read_back(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(CanonicalJson.read(bytes).map(CanonicalJson::bytes)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{} ",
        " {}",
        "{}{}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\": 1}",
        "{\"\ufb33\":1,\"\ud83d\ude00\":2}",
        "-0",
        "01",
        "1.0",
        "1e2",
        "NaN",
        "\"\\u0041\"",
        "\"\\u000F\"",
        "\"\\/\"",
        "\"\\ud83d\"",
        "'a'",
        "\ufeff{}",
        "{\"a\":1}\n",
      })
  void any_other_spelling_is_not_canonical(String json) {
    assertThat(CanonicalJson.isCanonical(json.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void what_is_no_utf_8_too_deep_or_too_long_is_not_canonical() {
    assertThat(CanonicalJson.isCanonical(new byte[] {'"', (byte) 0xFF, '"'})).isFalse();
    assertThat(CanonicalJson.isCanonical("{}".getBytes(StandardCharsets.UTF_16BE))).isFalse();
    for (var depth : new int[] {64, 65, 100_000}) {
      var nested = "[".repeat(depth) + "]".repeat(depth);
      assertThat(CanonicalJson.isCanonical(nested.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(depth <= 64);
    }
    var longest = new byte[RecipeObject.MAX_BYTES + 1];
    Arrays.fill(longest, (byte) 'a');
    longest[0] = '"';
    longest[longest.length - 1] = '"';
    assertThat(CanonicalJson.isCanonical(longest)).isFalse();
    longest[longest.length - 2] = '"';
    assertThat(CanonicalJson.isCanonical(Arrays.copyOf(longest, longest.length - 1))).isTrue();
  }

  @Test
  void empty_things_stay() {
    assertThat(canonical("{\"b\": [], \"a\": {}}")).isEqualTo("{\"a\":{},\"b\":[]}");
  }

  @Property
  void what_is_written_reads_as_what_it_was(@ForAll Map<String, String> texts)
      throws JsonProcessingException {
    var sound =
        MAPPER.valueToTree(Map.of("texts", texts.values().stream().map(this::sound).toList()));
    var bytes = CanonicalJson.bytes(sound);
    assertThat((Object) MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)))
        .isEqualTo(sound);
  }

  private String sound(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String text(String text) {
    return new String(CanonicalJson.bytes(MAPPER.valueToTree(text)), StandardCharsets.UTF_8);
  }

  private static String canonical(String json) {
    try {
      return new String(CanonicalJson.bytes(MAPPER.readTree(json)), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a test's JSON is not sound", e);
    }
  }
}
