package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * A README as HTML that can be shown as it is: no script, no style, nothing that is fetched when it
 * is shown. A picture becomes a link to it, and links say where they lead in full.
 */
final class ReadmeHtml {

  private static final int MAX_NESTING = 30;
  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).percentEncodeUrls(true).build();

  private ReadmeHtml() {}

  static String render(SourceText readme, LinkBase base) {
    var html = unsanitised(readme.text());
    return new HtmlPolicyBuilder()
        .allowCommonInlineFormattingElements()
        .allowCommonBlockElements()
        .allowElements(
            "a", "pre", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "kbd", "dl", "dt",
            "dd", "details", "summary")
        .allowAttributes("href")
        .matching((element, attribute, value) -> base.resolve(readme.file(), value))
        .onElements("a")
        .allowAttributes("align")
        .matching(true, "left", "center", "right")
        .onElements("th", "td")
        .allowUrlProtocols("http", "https", "mailto")
        .requireRelsOnLinks("nofollow", "noopener")
        .withPreprocessor(PicturesAsLinks::new)
        .toFactory()
        .sanitize(html);
  }

  /** As the README's author wants it, which is nothing to show to anybody. */
  static String unsanitised(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }

  /** Puts a link in the place of a picture, or its words where a link holds it already. */
  private static final class PicturesAsLinks extends HtmlStreamEventReceiverWrapper {
    private int links;

    PicturesAsLinks(HtmlStreamEventReceiver underlying) {
      super(underlying);
    }

    @Override
    public void openTag(String element, List<String> attributes) {
      if (element.equals("img")) {
        picture(attributes);
        return;
      }
      if (element.equals("a")) {
        links++;
      }
      super.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
      if (element.equals("a") && links > 0) {
        links--;
      }
      super.closeTag(element);
    }

    @Override
    public void close() {
      // What is wrapped holds no resource.
    }

    private void picture(List<String> attributes) {
      var alt = attribute(attributes, "alt");
      var source = attribute(attributes, "src");
      var words = alt == null || alt.isBlank() ? "image" : alt;
      if (links > 0 || source == null) {
        super.text(words);
        return;
      }
      super.openTag("a", new ArrayList<>(List.of("href", source)));
      super.text(words);
      super.closeTag("a");
    }

    private static @Nullable String attribute(List<String> attributes, String name) {
      for (var i = 0; i + 1 < attributes.size(); i += 2) {
        if (attributes.get(i).equals(name)) {
          return attributes.get(i + 1);
        }
      }
      return null;
    }
  }
}
