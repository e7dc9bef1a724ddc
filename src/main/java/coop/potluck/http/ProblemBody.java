package coop.potluck.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes a problem as {@code application/problem+json}. */
final class ProblemBody {

  static final String MEDIA_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DETAIL = 500;
  private static final int MAX_LISTED = 50;

  private ProblemBody() {}

  /**
   * The body.
   *
   * @param more further members, each a text or a list of texts
   */
  static byte[] of(ProblemType type, String detail, String requestId, Map<String, Object> more) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", type.uri());
      json.writeStringField("title", type.title());
      json.writeNumberField("status", type.status());
      json.writeStringField("detail", shortened(detail));
      json.writeStringField("request_id", requestId);
      for (var member : more.entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (!(value instanceof List<?> list)) {
      json.writeString(shortened(value.toString()));
      return;
    }
    json.writeStartArray();
    for (var text : list.subList(0, Math.min(MAX_LISTED, list.size()))) {
      json.writeString(shortened(text.toString()));
    }
    json.writeEndArray();
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "…";
  }
}
