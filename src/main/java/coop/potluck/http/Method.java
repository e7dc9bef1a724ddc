package coop.potluck.http;

/** The methods that routes are declared with; HEAD and OPTIONS follow from the table. */
public enum Method {
  GET,
  POST,
  DELETE
}
