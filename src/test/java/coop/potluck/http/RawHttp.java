package coop.potluck.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Speaks HTTP to a port of this machine, byte for byte, so that odd requests can be made too. */
public final class RawHttp {

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /** What came back; header names are in lower case. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The body as text, unzipped where it is zipped. */
    public String text() {
      try {
        var bytes =
            header("content-encoding").filter("gzip"::equals).isPresent() && body.length > 0
                ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : body;
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A request without a body; headers are whole lines. */
  public Answer send(String method, String target, String... headers) {
    return send(method, target, new byte[0], headers);
  }

  public Answer send(String method, String target, byte[] body, String... headers) {
    var head = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var request = new ByteArrayOutputStream();
    request.writeBytes(
        head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return send(request.toByteArray(), method.equals("HEAD"));
  }

  /** Whatever bytes these are. */
  public Answer send(byte[] request, boolean head) {
    try (var socket = connect()) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket.getInputStream(), head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Socket connect() throws IOException {
    var socket = new Socket();
    socket.connect(address());
    socket.setSoTimeout(20_000);
    return socket;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The next answer on a connection. */
  public static Answer read(InputStream in, boolean head) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    var headers = new LinkedHashMap<String, List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    var status = Integer.parseInt(lines.get(0).split(" ", 3)[1]);
    var length = headers.getOrDefault("content-length", List.of("0")).get(0);
    var bodiless = head || status == 304 || status == 204;
    var body = bodiless ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new Answer(status, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection was closed after: " + bytes);
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
