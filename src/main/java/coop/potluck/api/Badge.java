package coop.potluck.api;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Two words side by side as an SVG image: sharp at any size, and in need of nothing else.
 *
 * @param title the whole of it in words, for who cannot see it
 */
record Badge(String title, String label, String value, Colour colour) {

  /** Longer ones are cut off, and whole in the title. */
  static final int MAX_VALUE = 40;

  static final String MEDIA_TYPE = "image/svg+xml";

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String FONTS = "Verdana,DejaVu Sans,Geneva,sans-serif";
  private static final String INK = "#ffffff";
  private static final String SHADE = "#3d4450";
  private static final int HEIGHT = 20;
  private static final int FONT_SIZE = 11;
  private static final int BASELINE = 14;
  private static final int MARGIN = 6;
  private static final int RADIUS = 3;
  private static final int FIRST = ' ';

  /** How wide the characters from the blank to the tilde are, in percent of the font's size. */
  private static final List<Integer> WIDTHS =
      List.of(
          32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64,
          64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66,
          56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61,
          63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82,
          59, 59, 52, 64, 34, 64, 84);

  private static final int WIDEST = 100;

  /** What a value is written on, and what that says. */
  enum Colour {
    GOOD("#1f7a3d"),
    FAIR("#8a5a00"),
    BAD("#b3261e"),
    PLAIN("#1d5fa8"),
    UNKNOWN("#5f6670");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  /** The image. */
  byte[] svg() {
    var text = new StringWriter();
    try {
      write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(XMLStreamWriter xml) throws XMLStreamException {
    var shown = XmlText.line(value, MAX_VALUE);
    var left = width(label) + 2 * MARGIN;
    var right = width(shown) + 2 * MARGIN;
    var all = left + right;
    xml.setDefaultNamespace(NAMESPACE);
    xml.writeStartElement(NAMESPACE, "svg");
    xml.writeDefaultNamespace(NAMESPACE);
    attribute(xml, "width", all);
    attribute(xml, "height", HEIGHT);
    xml.writeAttribute("viewBox", "0 0 " + all + " " + HEIGHT);
    xml.writeAttribute("role", "img");
    xml.writeAttribute("aria-label", XmlText.of(title));
    xml.writeStartElement(NAMESPACE, "title");
    xml.writeCharacters(XmlText.of(title));
    xml.writeEndElement();
    xml.writeEmptyElement(NAMESPACE, "path");
    xml.writeAttribute("fill", SHADE);
    xml.writeAttribute("d", half(left, RADIUS, 1, left - RADIUS));
    xml.writeEmptyElement(NAMESPACE, "path");
    xml.writeAttribute("fill", colour.code);
    xml.writeAttribute("d", half(left, all - RADIUS, -1, right - RADIUS));
    xml.writeStartElement(NAMESPACE, "g");
    xml.writeAttribute("fill", INK);
    xml.writeAttribute("font-family", FONTS);
    attribute(xml, "font-size", FONT_SIZE);
    text(xml, MARGIN, label);
    text(xml, left + MARGIN, shown);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.close();
  }

  /**
   * The outline of a half from where both meet, with round corners at its other end.
   *
   * @param corner where the corners begin
   * @param side 1 for the left half, -1 for the right
   * @param straight how long the edges are up to there
   */
  private static String half(int meeting, int corner, int side, int straight) {
    var turn = "a" + RADIUS + " " + RADIUS + " 0 0 " + (side > 0 ? 0 : 1) + " ";
    var up = turn + -side * RADIUS + " " + RADIUS;
    var down = turn + side * RADIUS + " " + RADIUS;
    var height = HEIGHT - 2 * RADIUS;
    return "M" + meeting + " 0H" + corner + up + "v" + height + down + "h" + side * straight + "z";
  }

  /** Drawn as wide as it was taken to be, whichever font there is. */
  private static void text(XMLStreamWriter xml, int x, String text) throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, "text");
    attribute(xml, "x", x);
    attribute(xml, "y", BASELINE);
    attribute(xml, "textLength", width(text));
    xml.writeAttribute("lengthAdjust", "spacingAndGlyphs");
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, int value)
      throws XMLStreamException {
    xml.writeAttribute(name, Integer.toString(value));
  }

  /** In pixels. */
  static int width(String text) {
    var percent =
        text.codePoints()
            .map(it -> it < FIRST || it >= FIRST + WIDTHS.size() ? WIDEST : WIDTHS.get(it - FIRST))
            .sum();
    return (percent * FONT_SIZE + 99) / 100;
  }
}
