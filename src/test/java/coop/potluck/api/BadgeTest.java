package coop.potluck.api;

import static coop.potluck.api.ParsedXml.children;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Two words as a drawing. */
class BadgeTest {

  /** WCAG 2.2, success criterion 1.4.3, for text of any size. */
  private static final double ENOUGH = 4.5;

  private static final Pattern COLOUR = Pattern.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})");

  private static Element svg(String value, Badge.Colour colour) {
    var badge = new Badge("gitea, version: " + value, "version", value, colour);
    return ParsedXml.parse(badge.svg()).getDocumentElement();
  }

  private static Element svg(String value) {
    return svg(value, Badge.Colour.PLAIN);
  }

  private static String shown(Element svg) {
    return children(children(svg, "g").get(0), "text").get(1).getTextContent();
  }

  @Test
  void it_is_an_image_with_a_name_and_needs_nothing_else() {
    var svg = svg("2.0.0+1.21.0");
    assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getAttribute("aria-label")).isEqualTo("gitea, version: 2.0.0+1.21.0");
    assertThat(ParsedXml.text(svg, "title")).isEqualTo("gitea, version: 2.0.0+1.21.0");
    assertThat(svg.getAttribute("viewBox"))
        .isEqualTo("0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
    var text = new String(new Badge("a", "b", "c", Badge.Colour.GOOD).svg(), UTF_8);
    assertThat(text.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "href", "url(", "<script", "<style", "<image", "@import", "data:");
  }

  @Test
  void each_half_is_as_wide_as_its_word_and_both_are_the_whole() {
    var svg = svg("2.0.0+1.21.0");
    var texts = children(children(svg, "g").get(0), "text");
    var first = texts.get(0);
    var second = texts.get(1);
    var end = number(second, "x") + number(second, "textLength");
    assertThat(number(second, "x") - number(first, "x") - number(first, "textLength"))
        .isEqualTo(12);
    assertThat(number(svg, "width") - end).isEqualTo(6);
    assertThat(Badge.width("iiii")).isLessThan(Badge.width("wwww"));
    assertThat(Badge.width("2.0.0+1.21.0")).isBetween(65, 85);
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  @ParameterizedTest
  @EnumSource(Badge.Colour.class)
  void what_is_written_stands_out(Badge.Colour colour) {
    var svg = svg("x", colour);
    var ink = children(svg, "g").get(0).getAttribute("fill");
    for (var ground : children(svg, "path")) {
      assertThat(contrast(ink, ground.getAttribute("fill"))).isGreaterThan(ENOUGH);
    }
  }

  @Test
  void the_measure_of_contrast_is_that_of_wcag() {
    assertThat(contrast("#ffffff", "#000000")).isEqualTo(21.0);
    assertThat(contrast("#ffffff", "#777777")).isBetween(4.4, 4.5);
  }

  private static double contrast(String one, String other) {
    var light = Math.max(luminance(one), luminance(other));
    var dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String colour) {
    var parts = COLOUR.matcher(colour);
    assertThat(parts.matches()).as(colour).isTrue();
    return 0.2126 * linear(parts.group(1))
        + 0.7152 * linear(parts.group(2))
        + 0.0722 * linear(parts.group(3));
  }

  private static double linear(String hex) {
    var part = Integer.parseInt(hex, 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  @Test
  void a_long_value_is_cut_off_and_whole_in_its_title() {
    var svg = svg("9".repeat(200));
    assertThat(shown(svg)).hasSize(Badge.MAX_VALUE).endsWith("9…");
    assertThat(ParsedXml.text(svg, "title")).contains("9".repeat(200));
    assertThat(number(svg, "width")).isLessThan(400);
  }

  @Property(tries = 200)
  void any_text_makes_a_sound_drawing(@ForAll String value) {
    var svg = svg(value);
    assertThat(children(svg, "g")).hasSize(1);
    assertThat(shown(svg)).isEqualTo(XmlText.line(value, Badge.MAX_VALUE));
  }
}
