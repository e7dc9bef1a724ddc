package coop.potluck.http;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What HEAD and OPTIONS make of the methods that routes declare. */
final class Methods {

  /** Every method that the server tells from an unknown one. */
  static final List<String> KNOWN =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  private Methods() {}

  /** The value of Allow for an address that has routes of these methods. */
  static String allow(Collection<Method> methods) {
    var names = new TreeSet<String>();
    methods.forEach(method -> names.add(method.name()));
    if (methods.contains(Method.GET)) {
      names.add("HEAD");
    }
    names.add("OPTIONS");
    return String.join(", ", names);
  }

  /** A label of a metric, of which there is a bounded number. */
  static String label(String method) {
    return KNOWN.contains(method) ? method : "other";
  }
}
