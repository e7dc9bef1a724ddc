package coop.potluck.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.api.Api;
import coop.potluck.http.Refusal;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.OtherOriginException;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundResponse;
import coop.potluck.outbound.OutboundSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A node somewhere else, asked over HTTP. What it answers is a stranger's: its size and time are
 * limited, and nothing is asked where it redirects to another scheme, host or port.
 */
final class RemoteNode implements NodeReads {

  private static final long MAX_ANSWER_BYTES = 8L << 20;
  private static final Duration MAX_TIME = Duration.ofSeconds(30);
  private static final int MAX_TOLD = 300;
  private static final String ACCEPTED = "application/json, application/problem+json";

  private final URI base;
  private final Outbound outbound;
  private final Duration timeout;

  private RemoteNode(URI base, Outbound outbound, Duration timeout) {
    this.base = base;
    this.outbound = outbound;
    this.timeout = timeout;
  }

  /**
   * The node that has this address. Whoever types it may mean a host of the own network.
   *
   * @param url of its root: {@code https://potluck.example.org}, perhaps with a path
   * @throws UnusableException if that is no such URL
   */
  static RemoteNode open(String url, OutboundSettings settings) {
    var base = base(url).orElseThrow(() -> new UnusableException(expected(url)));
    var allow = new ArrayList<>(settings.allow());
    allow.add(base.getHost());
    try {
      var outbound =
          new Outbound(settings, AddressPolicy.of(List.of(base), allow), NameResolver.system());
      var longest = settings.callTimeout();
      return new RemoteNode(base, outbound, longest.compareTo(MAX_TIME) < 0 ? longest : MAX_TIME);
    } catch (IllegalArgumentException e) {
      throw new UnusableException(expected(url), e);
    }
  }

  private static String expected(String url) {
    return "--node takes the URL of a node with its scheme, without user, query and fragment, such"
        + " as https://potluck.example.org; this is none: "
        + url.replaceFirst("//[^/]*@", "//…@");
  }

  private static Optional<URI> base(String url) {
    try {
      var uri = new URI(url.replaceFirst("/+$", ""));
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      var usable =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  @Override
  public JsonNode get(String address, String member) {
    return ask(OutboundRequest.get(URI.create(base + address)), member);
  }

  @Override
  public JsonNode post(String address, String mediaType, byte[] text, String member) {
    var body = OutboundRequest.Body.of(mediaType, text);
    return ask(OutboundRequest.post(URI.create(base + address), body), member);
  }

  /**
   * The bytes at an address, of whatever kind; empty where there are none.
   *
   * @throws UnusableException if the node does not answer
   */
  Optional<byte[]> bytes(String address, long maxBytes) {
    var request =
        OutboundRequest.get(URI.create(base + address))
            .withTimeout(timeout)
            .withMaxBytes(maxBytes)
            .withSameOrigin();
    try (var response = outbound.send(request)) {
      if (response.status() == 404 || response.status() == 410) {
        return Optional.empty();
      }
      if (response.status() != 200) {
        throw new UnusableException(base + address + " answers with HTTP " + response.status());
      }
      return Optional.of(response.body().readAllBytes());
    } catch (IOException e) {
      throw new UnusableException(told(String.valueOf(e.getMessage())), e);
    }
  }

  /** The client that asks, for what reads more than documents; closed with this. */
  Outbound outbound() {
    return outbound;
  }

  URI base() {
    return base;
  }

  private JsonNode ask(OutboundRequest question, String member) {
    var request =
        question
            .withHeader("Accept", ACCEPTED)
            .withTimeout(timeout)
            .withMaxBytes(MAX_ANSWER_BYTES)
            .withSameOrigin();
    try (var response = outbound.send(request)) {
      return read(response, member);
    } catch (OtherOriginException e) {
      throw new UnusableException(
          base
              + " leads to "
              + told(e.origin())
              + ", which was not named; if that is the node you mean, name it with --node",
          e);
    } catch (IOException e) {
      throw new UnusableException(told(String.valueOf(e.getMessage())), e);
    }
  }

  private JsonNode read(OutboundResponse response, String member) throws IOException {
    var header = Objects.requireNonNullElse(response.header("content-type"), "of no kind");
    var type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    var answered = "HTTP " + response.status() + ", " + type;
    if (!type.equals("application/json") && !type.equals("application/problem+json")) {
      throw notANode(answered);
    }
    var body = response.body().readAllBytes();
    try {
      var answer = JSON.readTree(body);
      if (type.equals("application/problem+json")) {
        throw problem(answer, answered);
      }
      if (response.status() == 200 && answer.path(member).isArray()) {
        return answer;
      }
      throw notANode(answered);
    } catch (JsonProcessingException e) {
      throw notANode(answered + " that cannot be read");
    }
  }

  /** What the node refuses; its cause is what it would be in this process, if it is known here. */
  private UnusableException problem(JsonNode answer, String answered) {
    var detail = answer.path("detail").asText("");
    var text = told(detail.isEmpty() ? base + " answers with " + answered : detail);
    var type = answer.path("type").asText("");
    return Api.problemTypes().stream()
        .filter(known -> known.uri().equals(type))
        .findFirst()
        .map(known -> new UnusableException(text, new Refusal(known, text)))
        .orElseGet(() -> new UnusableException(text));
  }

  private UnusableException notANode(String answered) {
    return new UnusableException(
        "there is no Potluck node at " + base + ": it answers with " + told(answered));
  }

  /** What a stranger says, in one line that is harmless. */
  private static String told(String text) {
    var line = VisibleWriter.visible(text).replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_TOLD ? line : line.substring(0, MAX_TOLD) + "…";
  }

  @Override
  public void close() {
    outbound.close();
  }
}
