package coop.potluck.api;

import static coop.potluck.api.ParsedXml.children;
import static coop.potluck.api.ParsedXml.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever strangers write is text of a sound feed. */
class AtomWriterTest {

  private static final Instant SEEN = Instant.parse("2026-03-01T12:00:00.5Z");

  private static AtomFeed feed(String text) {
    var entry =
        new AtomFeed.Entry(
            "urn:uuid:1",
            "a " + text,
            SEEN,
            SEEN.minusSeconds(60),
            "by " + text,
            new AtomFeed.Category("minor", text),
            "s " + text,
            text,
            List.of(AtomFeed.Link.json("alternate", "https://node.example/v", text)));
    return new AtomFeed(
        "urn:uuid:0",
        "f " + text,
        "of " + text,
        "https://node.example/feed.atom",
        AtomFeed.Link.json("alternate", "https://node.example/", null),
        Instant.EPOCH,
        List.of(entry));
  }

  private static byte[] written(AtomFeed feed) {
    return AtomWriter.write(feed, "1").getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "]]>",
        "<![CDATA[ x ]]>",
        "</content><entry/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\" ' onload=\"x",
        "<?xml version=\"1.1\"?>",
        "視频 🎉 \u202e",
      })
  void a_text_is_read_as_it_was_written(String text) {
    var document = written(feed(text));
    var entry = AtomRules.entries(document).get(0);
    assertThat(text(entry, "content")).isEqualTo(text);
    assertThat(text(entry, "title")).isEqualTo("a " + text);
    assertThat(children(entry, "link").get(0).getAttribute("title")).isEqualTo(text);
    assertThat(children(entry, "category").get(0).getAttribute("label")).isEqualTo(text);
  }

  @Test
  void what_no_xml_can_hold_is_left_out() {
    var document = written(feed("a\u0000b\u0007c\u001b[2Jd\uD800e\uDC00f\uFFFEg\uFFFFh\tn\nm"));
    var entry = AtomRules.entries(document).get(0);
    assertThat(text(entry, "content")).isEqualTo("abc[2Jdefgh\tn\nm");
    assertThat(text(AtomRules.feed(document), "title")).isEqualTo("f abc[2Jdefgh\tn\nm");
  }

  @Property(tries = 300)
  void any_text_makes_a_sound_feed(@ForAll String text) {
    var entry = AtomRules.entries(written(feed(text))).get(0);
    assertThat(text(entry, "content"))
        .isEqualTo(XmlText.of(text).replace("\r\n", "\n").replace('\r', '\n'));
  }

  @Test
  void a_feed_is_as_young_as_its_youngest_entry() {
    var document = written(feed("x"));
    assertThat(text(AtomRules.feed(document), "updated")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(text(AtomRules.entries(document).get(0), "published"))
        .isEqualTo("2026-03-01T11:59:00Z");
    var none =
        new AtomFeed(
            "urn:uuid:0",
            "f",
            "a",
            "https://node.example/feed.atom",
            AtomFeed.Link.json("alternate", "https://node.example/", null),
            Instant.EPOCH,
            List.of());
    assertThat(text(AtomRules.feed(written(none)), "updated")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void a_line_has_no_breaks_and_an_end() {
    assertThat(XmlText.line(" a\r\n\tb  c ", 10)).isEqualTo("a b c");
    assertThat(XmlText.line("🎉🎉🎉🎉", 3)).isEqualTo("🎉🎉…");
    assertThat(XmlText.line("abc", 3)).isEqualTo("abc");
  }

  @Test
  void an_id_is_made_of_words_and_where_they_end() {
    assertThat(EntryId.of(List.of("a", "bc")))
        .isEqualTo(EntryId.of(List.of("a", "bc")))
        .isNotEqualTo(EntryId.of(List.of("ab", "c")))
        .isNotEqualTo(EntryId.of(List.of("a", "bc", "")))
        .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }
}
