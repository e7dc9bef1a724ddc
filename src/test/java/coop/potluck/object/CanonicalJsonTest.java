package coop.potluck.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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
