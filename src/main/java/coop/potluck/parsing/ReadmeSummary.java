package coop.potluck.parsing;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a README starts with, as plain text.
 *
 * @param title its first heading
 * @param summary the first paragraph, or quoted paragraph, that is more than pictures and addresses
 */
record ReadmeSummary(@Nullable String title, @Nullable String summary) {

  static final ReadmeSummary NONE = new ReadmeSummary(null, null);

  /** Title and summary stand at the start or nowhere. */
  private static final int MAX_READ = 8_192;

  private static final int MAX_TITLE = 200;
  private static final int MAX_SUMMARY = 500;
  private static final int MAX_NESTING = 20;
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();

  static ReadmeSummary read(SourceText readme) {
    var text = readme.text();
    var start = text.length() <= MAX_READ ? text : text.substring(0, MAX_READ);
    String title = null;
    String summary = null;
    for (var node = PARSER.parse(start).getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        if (title != null && heading.getLevel() > 1) {
          break;
        }
        title = title == null ? clipped(plain(heading), MAX_TITLE) : title;
      } else if (summary == null) {
        var inner = node instanceof BlockQuote ? node.getFirstChild() : node;
        if (inner instanceof Paragraph paragraph) {
          var found = plain(paragraph);
          summary = saysSomething(found) ? clipped(found, MAX_SUMMARY) : null;
        }
      }
    }
    return new ReadmeSummary(title == null || title.isEmpty() ? null : title, summary);
  }

  private static boolean saysSomething(String text) {
    return text.indexOf(' ') > 0 || (!text.isEmpty() && !text.contains("://"));
  }

  private static String plain(Node node) {
    var words = new Words();
    node.accept(words);
    return String.join(" ", words.text.toString().strip().split("\\s+"));
  }

  private static String clipped(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    var space = text.lastIndexOf(' ', max - 1);
    return text.substring(0, space > max / 2 ? space : max - 1) + "…";
  }

  /** The words of a block; what a picture shows is not among them. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
      text.append(' ');
    }

    @Override
    public void visit(Image node) {
      // A badge says nothing about the app.
    }
  }
}
