package coop.potluck.http;

/** Ends a request with where it is answered now; for this time, since names change hands. */
public final class Elsewhere extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String baseUrl;
  private final String address;

  /**
   * The way on for one request.
   *
   * @param baseUrl what clients call this node, without a slash at its end
   * @param address path and query, encoded as in a URL
   */
  public Elsewhere(String baseUrl, String address) {
    super(address, null, false, false);
    this.baseUrl = baseUrl;
    this.address = address;
  }

  /** Path and query on this node. */
  public String address() {
    return address;
  }

  /** The same as an absolute address; who follows it asks by the same method. */
  Answer answer() {
    return Answer.redirect(307, baseUrl + address);
  }
}
