package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NodeTextTest {

  @Property(tries = 200)
  void the_order_of_keys_means_nothing(@ForAll("nodes") YamlNode node, @ForAll long seed) {
    assertThat(NodeText.of(shuffled(node, new Random(seed)))).isEqualTo(NodeText.of(node));
  }

  @Property(tries = 200)
  void the_text_is_json_that_says_the_same(@ForAll("nodes") YamlNode node)
      throws JsonProcessingException {
    var text = NodeText.of(node);
    if (!text.startsWith("sha256:")) {
      assertThat(new JsonMapper().readValue(text, Object.class)).isEqualTo(plain(node));
    } else {
      assertThat(text).matches("sha256:[0-9a-f]{64}");
    }
  }

  @Test
  void the_order_of_a_list_means_something_and_quotes_nothing() {
    assertThat(NodeText.of(list("a", "b"))).isNotEqualTo(NodeText.of(list("b", "a")));
    assertThat(NodeText.of(new YamlNode.Scalar("f", 1, "2", true, "2")))
        .isEqualTo(NodeText.of(new YamlNode.Scalar("g", 7, "2", false, "${TWO}")));
  }

  private static YamlNode list(String... texts) {
    return new YamlNode.Sequence("f", 1, List.of(texts).stream().map(NodeTextTest::text).toList());
  }

  private static YamlNode text(String text) {
    return new YamlNode.Scalar("f", 1, text, false, text);
  }

  private static YamlNode shuffled(YamlNode node, Random random) {
    if (node instanceof YamlNode.Mapping mapping) {
      var keys = new ArrayList<>(mapping.entries().keySet());
      Collections.shuffle(keys, random);
      var entries = new LinkedHashMap<String, YamlNode>();
      for (var key : keys) {
        entries.put(key, shuffled(value(mapping.entries(), key), random));
      }
      return new YamlNode.Mapping("other", 9, entries);
    } else if (node instanceof YamlNode.Sequence list) {
      return new YamlNode.Sequence(
          "other", 9, list.items().stream().map(item -> shuffled(item, random)).toList());
    }
    return node;
  }

  private static YamlNode value(Map<String, YamlNode> entries, String key) {
    return entries.getOrDefault(key, text("not there"));
  }

  private static Object plain(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var plain = new LinkedHashMap<String, Object>();
      mapping.entries().forEach((key, value) -> plain.put(key, plain(value)));
      return plain;
    } else if (node instanceof YamlNode.Sequence list) {
      return list.items().stream().map(NodeTextTest::plain).toList();
    }
    return ((YamlNode.Scalar) node).text();
  }

  @Provide
  Arbitrary<YamlNode> nodes() {
    var texts = Arbitraries.strings().ofMaxLength(6).edgeCases(it -> it.add("\"\\\n\t\r\b\u0001"));
    return nested(nested(texts.map(NodeTextTest::text)));
  }

  private static Arbitrary<YamlNode> nested(Arbitrary<YamlNode> inner) {
    var keys = Arbitraries.of("b", "a", "B", "\"", "é", "");
    return Arbitraries.oneOf(
        inner,
        inner.list().ofMaxSize(3).map(items -> new YamlNode.Sequence("f", 1, items)),
        Arbitraries.maps(keys, inner)
            .ofMaxSize(3)
            .map(entries -> new YamlNode.Mapping("f", 1, entries)));
  }
}
