package coop.potluck.outbound;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void an_address_that_is_nobodys_public_host_is_refused(String address) throws Exception {
    var policy = AddressPolicy.publicOnly();
    var literal = InetAddress.getByName(address);
    assertThatThrownBy(() -> policy.check("git.example", literal, 443))
        .isInstanceOf(AddressRefusedException.class)
        .hasMessageContaining("git.example")
        .hasMessageNotContaining(literal.getHostAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a01:4f8::1",
        "64:ff9b::101:101",
        "2002:101:101::1"
      })
  void a_public_address_is_open(String address) throws Exception {
    var literal = InetAddress.getByName(address);
    assertThatCode(() -> AddressPolicy.publicOnly().check("git.example", literal, 443))
        .doesNotThrowAnyException();
  }

  @Test
  void mapped_bytes_that_the_jdk_did_not_unfold_are_refused() throws Exception {
    var bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    bytes[12] = 127;
    bytes[15] = 1;
    var mapped = java.net.Inet6Address.getByAddress("git.example", bytes, 0);
    assertThatThrownBy(() -> AddressPolicy.publicOnly().check("git.example", mapped, 80))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void an_address_that_the_operator_names_is_open_to_itself_at_that_port_alone() throws Exception {
    var policy = AddressPolicy.of(List.of(URI.create("http://10.1.2.3:3000/recipes")), List.of());
    var address = InetAddress.getByName("10.1.2.3");
    assertThatCode(() -> policy.check("10.1.2.3", address, 3000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.check("10.1.2.3", address, 3001))
        .isInstanceOf(AddressRefusedException.class);
    assertThatThrownBy(() -> policy.check("evil.example", address, 3000))
        .isInstanceOf(AddressRefusedException.class);
    assertThatThrownBy(() -> policy.check("10.1.2.4", InetAddress.getByName("10.1.2.4"), 3000))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void ports_that_a_url_leaves_out_are_the_schemes_own() throws Exception {
    var policy =
        AddressPolicy.of(
            List.of(URI.create("https://[fd00::5]/x"), URI.create("http://10.0.0.5")), List.of());
    var six = InetAddress.getByName("fd00::5");
    var four = InetAddress.getByName("10.0.0.5");
    assertThatCode(() -> policy.check("fd00:0:0:0:0:0:0:5", six, 443)).doesNotThrowAnyException();
    assertThatCode(() -> policy.check("10.0.0.5", four, 80)).doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.check("10.0.0.5", four, 443))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void localhost_when_named_opens_loopback_and_nothing_else() throws Exception {
    var policy = AddressPolicy.of(List.of(URI.create("http://localhost:3000")), List.of());
    assertThatCode(() -> policy.check("localhost", InetAddress.getLoopbackAddress(), 3000))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.check("localhost", InetAddress.getByName("10.0.0.1"), 3000))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void a_host_name_of_the_operators_files_opens_nothing_by_itself() throws Exception {
    var policy = AddressPolicy.of(List.of(URI.create("http://git.internal:3000")), List.of());
    assertThatThrownBy(() -> policy.check("git.internal", InetAddress.getByName("10.0.0.1"), 3000))
        .isInstanceOf(AddressRefusedException.class)
        .hasMessageContaining("outbound.allow");
  }

  @Test
  void an_allowed_name_opens_the_own_network_but_no_metadata_service() throws Exception {
    var policy = AddressPolicy.of(List.of(), List.of("Git.Internal"));
    assertThatCode(() -> policy.check("git.internal", InetAddress.getByName("10.0.0.1"), 1))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> policy.check("git.internal", InetAddress.getByName("169.254.169.254"), 80))
        .isInstanceOf(AddressRefusedException.class);
    assertThatThrownBy(() -> policy.check("other", InetAddress.getByName("10.0.0.1"), 1))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void an_allowed_range_opens_its_addresses_and_not_their_neighbours() throws Exception {
    var policy = AddressPolicy.of(List.of(), List.of("10.20.0.0/15", "fd00:1::/33"));
    for (var open : List.of("10.20.0.0", "10.21.255.255", "fd00:1:7fff::1")) {
      assertThatCode(() -> policy.check("a", InetAddress.getByName(open), 1))
          .as(open)
          .doesNotThrowAnyException();
    }
    for (var shut : List.of("10.19.255.255", "10.22.0.0", "fd00:1:8000::1")) {
      assertThatThrownBy(() -> policy.check("a", InetAddress.getByName(shut), 1))
          .as(shut)
          .isInstanceOf(AddressRefusedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "a b", "-x", "http://a", "1.2.3"})
  void what_is_neither_name_nor_range_is_turned_away(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPolicy.of(List.of(), List.of(entry)));
  }
}
