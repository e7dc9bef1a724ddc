package coop.potluck.http;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a problem as {@code application/problem+json}. */
final class ProblemBody {

  static final String MEDIA_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DETAIL = 500;

  private ProblemBody() {}

  static byte[] of(ProblemType type, String detail, String requestId, Map<String, String> more) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", type.uri());
      json.writeStringField("title", type.title());
      json.writeNumberField("status", type.status());
      json.writeStringField("detail", shortened(detail));
      json.writeStringField("request_id", requestId);
      for (var member : more.entrySet()) {
        json.writeStringField(member.getKey(), shortened(member.getValue()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "…";
  }
}
