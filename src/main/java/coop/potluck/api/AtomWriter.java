package coop.potluck.api;

import coop.potluck.http.Answer;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a feed as an Atom document. */
final class AtomWriter {

  private static final String MEDIA_TYPE = "application/atom+xml";
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final XMLStreamWriter xml;

  private AtomWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The answer that a feed is. */
  static Answer answer(AtomFeed feed, String version) {
    return Answer.of(MEDIA_TYPE, write(feed, version).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The document.
   *
   * @param version of the software that makes it
   */
  static String write(AtomFeed feed, String version) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new AtomWriter(xml).write(feed).generator(version).entries(feed).end();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private AtomWriter write(AtomFeed feed) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.setDefaultNamespace(NAMESPACE);
    xml.writeStartElement(NAMESPACE, "feed");
    xml.writeDefaultNamespace(NAMESPACE);
    element("id", feed.id());
    element("title", feed.title());
    element("updated", Json.time(feed.latest()));
    author(feed.author());
    link(new AtomFeed.Link("self", feed.self(), MEDIA_TYPE, null));
    link(feed.page());
    return this;
  }

  private AtomWriter generator(String version) throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, "generator");
    attribute("version", version);
    xml.writeCharacters("Potluck");
    xml.writeEndElement();
    return this;
  }

  private AtomWriter entries(AtomFeed feed) throws XMLStreamException {
    for (var entry : feed.entries()) {
      xml.writeStartElement(NAMESPACE, "entry");
      element("id", entry.id());
      element("title", entry.title());
      element("updated", Json.time(entry.updated()));
      if (entry.published() != null) {
        element("published", Json.time(entry.published()));
      }
      author(entry.author());
      for (var link : entry.links()) {
        link(link);
      }
      if (entry.category() != null) {
        xml.writeEmptyElement(NAMESPACE, "category");
        attribute("term", entry.category().term());
        attribute("label", entry.category().label());
      }
      text("summary", entry.summary());
      if (entry.content() != null) {
        text("content", entry.content());
      }
      xml.writeEndElement();
    }
    return this;
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
  }

  private void author(String name) throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, "author");
    element("name", name);
    xml.writeEndElement();
  }

  private void link(AtomFeed.Link link) throws XMLStreamException {
    xml.writeEmptyElement(NAMESPACE, "link");
    attribute("rel", link.relation());
    if (link.type() != null) {
      attribute("type", link.type());
    }
    if (link.title() != null) {
      attribute("title", link.title());
    }
    attribute("href", link.address());
  }

  private void text(String name, String text) throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, name);
    attribute("type", "text");
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(NAMESPACE, name);
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, XmlText.of(value));
  }
}
