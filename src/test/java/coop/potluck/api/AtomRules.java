package coop.potluck.api;

import static coop.potluck.api.ParsedXml.children;
import static coop.potluck.api.ParsedXml.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** What RFC 4287 says a feed must be. */
final class AtomRules {

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private AtomRules() {}

  /** The entries of a document that keeps to the rules. */
  static List<Element> entries(byte[] document) {
    var feed = feed(document);
    return children(feed, "entry");
  }

  /** The root of a document that keeps to the rules. */
  static Element feed(byte[] document) {
    var feed = ParsedXml.parse(document).getDocumentElement();
    assertThat(feed.getLocalName()).isEqualTo("feed");
    assertThat(feed.getNamespaceURI()).isEqualTo(NAMESPACE);
    checkCommon(feed);
    assertThat(children(feed, "author")).hasSize(1);
    assertThat(link(feed, "self")).startsWith("http");
    var entries = children(feed, "entry");
    assertThat(entries.stream().map(it -> text(it, "id"))).doesNotHaveDuplicates();
    for (var entry : entries) {
      checkCommon(entry);
      checkEntry(entry);
      assertThat(text(entry, "updated")).isLessThanOrEqualTo(text(feed, "updated"));
    }
    return feed;
  }

  /** Exactly one id, title and time; no two alternates of one type and language. */
  private static void checkCommon(Element element) {
    assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
    assertThat(text(element, "title")).isNotBlank();
    Instant.parse(text(element, "updated"));
    for (var author : children(element, "author")) {
      assertThat(text(author, "name")).isNotBlank();
    }
    assertThat(
            children(element, "link").stream()
                .filter(it -> it.getAttribute("rel").equals("alternate"))
                .map(it -> it.getAttribute("type")))
        .doesNotHaveDuplicates()
        .isNotEmpty();
    for (var link : children(element, "link")) {
      assertThat(URI.create(link.getAttribute("href")).isAbsolute()).isTrue();
    }
  }

  private static void checkEntry(Element entry) {
    assertThat(children(entry, "author")).hasSize(1);
    assertThat(children(entry, "summary")).hasSize(1);
    assertThat(children(entry, "content")).hasSizeLessThanOrEqualTo(1);
    for (var published : children(entry, "published")) {
      assertThat(Instant.parse(published.getTextContent()))
          .isBeforeOrEqualTo(Instant.parse(text(entry, "updated")));
    }
    for (var name : Set.of("summary", "content", "title")) {
      for (var construct : children(entry, name)) {
        assertThat(construct.getAttribute("type")).isIn("", "text");
        assertThat(construct.getElementsByTagName("*").getLength()).isZero();
      }
    }
  }

  /** Where the first link of a relation leads. */
  static String link(Element element, String relation) {
    return children(element, "link").stream()
        .filter(it -> it.getAttribute("rel").equals(relation))
        .map(it -> it.getAttribute("href"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link " + relation));
  }
}
