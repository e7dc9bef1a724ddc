import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that is kept, for one thread; costs little beside what it asks. */
final class HttpAsker implements Timings.Asker {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] head;
  private byte[] buffer = new byte[256 * 1_024];
  private int filled;
  private int body;

  HttpAsker(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    head = (" HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: application/json\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Throws where the answer has any status but 200. */
  @Override
  public void ask(Asked query) throws IOException {
    String target = query.target();
    byte[] request = new byte[4 + target.length() + head.length];
    copy(("GET " + target).getBytes(StandardCharsets.US_ASCII), request, 0);
    copy(head, request, 4 + target.length());
    out.write(request);
    filled = 0;
    int end = headEnd();
    String fields = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    if (!fields.startsWith("HTTP/1.1 200 ")) {
      throw new IOException(target + " was answered with " + fields.lines().findFirst().orElse(""));
    }
    body = end;
    while (filled < end + length(fields)) {
      fill();
    }
  }

  private static void copy(byte[] from, byte[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }

  private int headEnd() throws IOException {
    for (int at = 0; ; at++) {
      while (at + 4 > filled) {
        fill();
      }
      if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
        return at + 4;
      }
    }
  }

  private static int length(String fields) throws IOException {
    for (String field : fields.split("\r\n")) {
      if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(field.substring(15).strip());
      }
    }
    throw new IOException("an answer without its length");
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new EOFException("the connection was closed");
    }
    filled += read;
  }

  /** The last answer's body. */
  String lastBody() {
    return new String(buffer, body, filled - body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
