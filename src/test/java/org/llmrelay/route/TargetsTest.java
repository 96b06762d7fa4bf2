package org.llmrelay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private static final String SOME_HOST = "api.example";

    private static InetAddress ip(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "2001:0:4136:e378::1"
            })
    void refusesAddressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(Targets.publicOnly().refuses(SOME_HOST, ip(address))).isTrue();
        assertThat(Targets.publicOnly().refuses(address)).isTrue();
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
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "fe00::1",
                "::ffff:1.1.1.1",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void letsPublicAddressesPass(String address) throws UnknownHostException {
        assertThat(Targets.publicOnly().refuses(SOME_HOST, ip(address))).isFalse();
        assertThat(Targets.publicOnly().refuses(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "sub.localhost",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "[::1]",
                "fe80::1%eth0",
                "[::ffff:127.0.0.1]",
                "1.2.3.256"
            })
    void refusesNamesThatStandForAddressesOfThisMachine(String host) {
        assertThat(Targets.publicOnly().refuses(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api.anthropic.com", "localhost.example", "10.example", "a-1.b-2", "0x7f.example", "[2a00::1]"})
    void doesNotJudgeOtherNamesByTheirText(String host) {
        assertThat(Targets.publicOnly().refuses(host)).isFalse();
    }

    @Test
    void allowsWhatTheListNames() throws UnknownHostException {
        Targets targets = Targets.allowing("127.0.0.0/8, ::1, Gateway.Internal, fd00:1::/32")
                .orElseThrow();

        assertThat(targets.refuses("127.9.9.9")).isFalse();
        assertThat(targets.refuses("localhost")).isFalse();
        assertThat(targets.refuses(SOME_HOST, ip("::1"))).isFalse();
        assertThat(targets.refuses(SOME_HOST, ip("fd00:1:2::3"))).isFalse();
        assertThat(targets.refuses("gateway.internal.", ip("10.1.2.3"))).isFalse();
    }

    @Test
    void refusesWhatIsOnlyNearTheList() throws UnknownHostException {
        Targets targets =
                Targets.allowing("127.0.0.1/32,10.0.0.0/9,gateway.internal").orElseThrow();

        assertThat(targets.refuses("127.0.0.2")).isTrue();
        assertThat(targets.refuses(SOME_HOST, ip("10.128.0.1"))).isTrue();
        assertThat(targets.refuses("other.internal", ip("10.200.2.3"))).isTrue();
        assertThat(targets.refuses("a.gateway.internal", ip("192.168.1.1"))).isTrue();
    }

    @Test
    void allowsAMappedAddressWithItsNetwork() {
        Targets targets = Targets.allowing("127.0.0.0/8").orElseThrow();

        assertThat(targets.refuses("::ffff:127.0.0.1")).isFalse();
        assertThat(targets.refuses("::ffff:10.0.0.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "::1/129", "10.0.0/8", "a b", "http://x", "a,,b", "-x", "10.0.0.0/x", "0x7f.1"})
    void doesNotTakeWhatIsNoList(String list) {
        assertThat(Targets.allowing(list)).isEmpty();
    }
}
