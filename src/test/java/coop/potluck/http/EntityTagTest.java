package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity tags, encodings and what follows from them, over a real connection. */
class EntityTagTest {

  private static final SampleServer SERVER = new SampleServer();
  private static final String GZIP = "Accept-Encoding: gzip";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/document", "/list?q=a", "/items/a"})
  void each_encoding_has_a_strong_quoted_tag_of_its_own(String target) {
    for (var round = 0; round < 2; round++) {
      var plain = SERVER.http.send("GET", target);
      var zipped = SERVER.http.send("GET", target, GZIP);
      assertThat(plain.header("etag").orElseThrow()).matches("\"[A-Za-z0-9_-]+\"");
      assertThat(zipped.header("etag").orElseThrow()).matches("\"[A-Za-z0-9_-]+-gzip\"");
      assertThat(zipped.header("content-encoding")).contains("gzip");
      assertThat(plain.header("content-encoding")).isEmpty();
      assertThat(zipped.text()).isEqualTo(plain.text());
      assertThat(plain.header("vary")).contains("Accept-Encoding");
      assertThat(zipped.header("vary")).contains("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/document", "/list?q=b", "/items/b"})
  void every_form_of_if_none_match_is_understood(String target) {
    var tag = SERVER.http.send("GET", target, GZIP).header("etag").orElseThrow();
    for (var form :
        new String[] {tag, "W/" + tag, "\"other\", " + tag, "\"x\",W/\"y\"," + tag, "*", " * "}) {
      var answer = SERVER.http.send("GET", target, GZIP, "If-None-Match: " + form);
      assertThat(answer.status()).as(form).isEqualTo(304);
      assertThat(answer.header("etag")).contains(tag);
      assertThat(answer.header("vary")).contains("Accept-Encoding");
      assertThat(answer.header("cache-control")).contains("public, no-cache");
      assertThat(answer.header("content-encoding")).isEmpty();
    }
    assertThat(SERVER.http.send("GET", target, "If-None-Match: " + tag).status())
        .as("the tag of another encoding")
        .isEqualTo(200);
    assertThat(SERVER.http.send("GET", target, GZIP, "If-None-Match: \"x\"").status())
        .isEqualTo(200);
    assertThat(
            SERVER
                .http
                .send("GET", target, GZIP, "If-None-Match: \"x\"", "If-None-Match: " + tag)
                .status())
        .as("two lines")
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/document", "/list?q=c", "/items/c"})
  void head_gives_the_headers_of_get(String target) {
    for (var round = 0; round < 2; round++) {
      var get = SERVER.http.send("GET", target, GZIP);
      var head = SERVER.http.send("HEAD", target, GZIP);
      assertThat(head.status()).isEqualTo(200);
      for (var name : new String[] {"etag", "content-length", "content-type", "vary"}) {
        assertThat(head.header(name)).as(name).isPresent().isEqualTo(get.header(name));
      }
      assertThat(
              SERVER
                  .http
                  .send("HEAD", target, GZIP, "If-None-Match: " + get.header("etag").orElseThrow())
                  .status())
          .isEqualTo(304);
    }
  }

  @Test
  void a_query_that_did_not_change_is_answered_without_asking_it() {
    var tag = SERVER.http.send("GET", "/list?q=once").header("etag").orElseThrow();
    SERVER.http.send("GET", "/list?q=once");
    var before = SERVER.rendered.get();
    assertThat(SERVER.http.send("GET", "/list?q=once", "If-None-Match: " + tag).status())
        .isEqualTo(304);
    assertThat(SERVER.http.send("GET", "/list?limit=50&q=once").header("etag"))
        .as("another spelling of the same question")
        .contains(tag);
    assertThat(SERVER.http.send("GET", "/list?q=%6Fnce").header("etag")).contains(tag);
    assertThat(SERVER.rendered.get()).isEqualTo(before);
  }

  @Test
  void a_change_gives_a_query_another_tag_and_leaves_a_documents() {
    var query = SERVER.http.send("GET", "/list?q=r");
    var document = SERVER.http.send("GET", "/document");
    SERVER.revision.incrementAndGet();
    var later = SERVER.http.send("GET", "/list?q=r");
    assertThat(later.header("etag")).isNotEqualTo(query.header("etag"));
    assertThat(later.text()).isNotEqualTo(query.text());
    assertThat(SERVER.http.send("GET", "/document").header("etag"))
        .isEqualTo(document.header("etag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "x-gzip",
        "gzip;q=0.5",
        "deflate, GZIP;q=1.0, *;q=0.5",
        "*",
        "identity;q=0",
        "br, *;q=0.1"
      })
  void gzip_is_chosen_where_it_is_liked(String accepted) {
    var answer = SERVER.http.send("GET", "/document", "Accept-Encoding: " + accepted);
    if (accepted.equals("identity;q=0")) {
      assertThat(answer.status()).as("neither is accepted").isEqualTo(406);
      assertThat(answer.header("content-type")).contains("application/problem+json");
    } else {
      assertThat(answer.header("content-encoding")).contains("gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "gzip;q=0",
        "gzip;q=0.1, identity;q=0.9",
        "br",
        "",
        "*;q=0.0, identity"
      })
  void identity_is_chosen_where_gzip_is_not(String accepted) {
    var answer = SERVER.http.send("GET", "/document", "Accept-Encoding: " + accepted);
    assertThat(answer.header("content-encoding")).isEmpty();
    assertThat(answer.text()).isEqualTo("always the same");
  }

  @Test
  void what_cannot_be_compressed_is_sent_as_it_is() {
    var answer = SERVER.http.send("HEAD", "/large", GZIP);
    assertThat(answer.header("content-encoding")).isEmpty();
    assertThat(answer.header("content-length")).contains("" + (8 << 20));
  }

  @Test
  void tags_of_bytes_differ_where_the_bytes_do() {
    assertThat(EntityTag.of("a".getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(EntityTag.of("b".getBytes(StandardCharsets.UTF_8)));
    assertThat(EntityTag.of("edition", 1, "key"))
        .isNotEqualTo(EntityTag.of("other", 1, "key"))
        .isNotEqualTo(EntityTag.of("edition", 2, "key"));
  }
}
