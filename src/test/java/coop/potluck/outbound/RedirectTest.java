package coop.potluck.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

  private static final URI FROM = URI.create("https://git.example/a/b?token=hush");

  private static Response response(OutboundRequest request, int status, String location) {
    return new Response.Builder()
        .request(new Request.Builder().url(request.uri().toString()).build())
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .header("Location", location)
        .build();
  }

  private static OutboundRequest next(OutboundRequest request, int status, String location)
      throws IOException {
    return Objects.requireNonNull(
        Redirect.next(request, response(request, status, location), AddressPolicy.publicOnly()));
  }

  @Test
  void https_is_not_left_for_http() {
    assertThatThrownBy(() -> next(OutboundRequest.get(FROM), 302, "http://git.example/a"))
        .isInstanceOf(IOException.class)
        .hasMessage("https://git.example/a/b?…: redirects from https to http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://git.example:8443/", "https://other.example/", "//git.example.evil/"})
  void another_port_or_host_gets_no_credentials(String location) throws Exception {
    var request =
        OutboundRequest.get(FROM)
            .withHeader("authorization", "hush")
            .withHeader("X-Any-Key", "hush")
            .withHeader("Accept", "text/plain");
    var next = next(request, 308, location);
    assertThat(next.headers()).containsOnlyKeys("Accept");
  }

  @ParameterizedTest
  @CsvSource({
    "http://git.example/c, http://git.example",
    "https://git.example:8443/c, https://git.example:8443",
    "https://user:hush@Other.example:443/c?d, https://other.example",
    "'//[::1]:80/c', 'https://[::1]:80'",
  })
  void another_origin_is_refused_by_its_name_where_the_request_says_so(
      String location, String origin) throws Exception {
    var request = OutboundRequest.get(FROM).withSameOrigin();
    assertThatThrownBy(() -> next(request, 308, location))
        .isInstanceOfSatisfying(
            OtherOriginException.class, e -> assertThat(e.origin()).isEqualTo(origin))
        .hasMessageNotContaining("hush");
    assertThat(next(request, 308, "https://GIT.example:443/c").sameOrigin()).isTrue();
  }

  @Test
  void the_same_host_keeps_them() throws Exception {
    var next =
        next(
            OutboundRequest.get(FROM).withHeader("Authorization", "hush"),
            301,
            "//GIT.example:443/c");
    assertThat(next.uri()).isEqualTo(URI.create("https://git.example/c"));
    assertThat(next.headers()).containsKey("Authorization");
  }

  @Test
  void a_303_turns_into_a_get_and_others_keep_the_method() throws Exception {
    var post = OutboundRequest.post(FROM, OutboundRequest.Body.of("text/plain", "x"));
    var seen = next(post, 303, "/c");
    assertThat(seen.method()).isEqualTo("GET");
    assertThat(seen.body()).isNull();
    for (var status : new int[] {301, 302, 307, 308}) {
      var kept = next(post, status, "/c");
      assertThat(kept.method()).isEqualTo("POST");
      assertThat(kept.body()).isNotNull();
    }
    assertThat(Redirect.next(post, response(post, 304, "/c"), AddressPolicy.publicOnly())).isNull();
    assertThat(Redirect.next(post, response(post, 200, "/c"), AddressPolicy.publicOnly())).isNull();
  }
}
