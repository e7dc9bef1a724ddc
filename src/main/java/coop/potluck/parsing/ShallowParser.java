package coop.potluck.parsing;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Refuses a document where it gets too deep, before what composes it, which calls itself, gets that
 * deep too.
 */
final class ShallowParser implements Parser {

  private final Parser parser;
  private final String name;
  private final int maxDepth;
  private int open;

  /**
   * A parser of one document.
   *
   * @param name of the file, for the problem
   */
  ShallowParser(Parser parser, String name, int maxDepth) {
    this.parser = parser;
    this.name = name;
    this.maxDepth = maxDepth;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    var event = parser.next();
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (open++ > maxDepth) {
          var line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
          throw tooDeep(name + ":" + line, maxDepth);
        }
      }
      case MappingEnd, SequenceEnd -> open--;
      default -> {}
    }
    return event;
  }

  static RefusedException tooDeep(String where, int maxDepth) {
    return new RefusedException(where, "nested deeper than " + maxDepth + " levels");
  }
}
