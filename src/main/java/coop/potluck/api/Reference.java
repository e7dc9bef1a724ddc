package coop.potluck.api;

import coop.potluck.http.Answer;
import coop.potluck.http.Caching;
import coop.potluck.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The specification, and a page that renders it: all of it comes out of the jar. */
final class Reference {

  private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final String STYLE = "text/css;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; frame-ancestors 'none'; form-action 'none';"
          + " base-uri 'none'";

  private Reference() {}

  static List<Route> routes() {
    return List.of(
        fixed("/openapi.yaml", "application/yaml", "openapi.yaml"),
        fixed("/docs", "text/html;charset=utf-8", "docs.html"),
        fixed("/docs/reference.css", STYLE, "docs.css"),
        fixed("/docs/reference.js", SCRIPT, "docs.js"),
        fixed("/docs/swagger-ui.css", STYLE, SWAGGER + "swagger-ui.css"),
        fixed("/docs/swagger-ui-bundle.js", SCRIPT, SWAGGER + "swagger-ui-bundle.js"));
  }

  private static Route fixed(String path, String mediaType, String resource) {
    return Route.get(
        path,
        Caching.FIXED,
        request -> Answer.of(mediaType, bytes(resource)).header("Content-Security-Policy", POLICY));
  }

  static byte[] bytes(String resource) {
    try (var in = Reference.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
