package coop.potluck.http;

import java.util.concurrent.ThreadLocalRandom;

/** What is known of a request while it is being answered. */
final class Exchange {

  /** Under which attribute of a request its exchange is found. */
  static final String ATTRIBUTE = "coop.potluck.http.exchange";

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  final String id;
  final String target;

  /** The pattern of the route that answers, once it is known. */
  volatile String route;

  Exchange(String target, String route) {
    this.id = newId();
    this.target = target;
    this.route = route;
  }

  /** Sixteen hexadecimal digits, which an answer and the log have in common. */
  static String newId() {
    var number = ThreadLocalRandom.current().nextLong();
    var text = new char[16];
    for (var i = 0; i < text.length; i++) {
      text[i] = DIGITS[(int) (number >>> (4 * i)) & 15];
    }
    return new String(text);
  }
}
