package zsock

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func reasonOf(err error) Reason {
	if p, ok := errors.AsType[*ProtocolError](err); ok {
		return p.Reason
	}
	return 0
}

func TestCheckGreeting(t *testing.T) {
	good := greeting("NULL")
	with := func(i int, b byte) string { return good[:i] + string([]byte{b}) + good[i+1:] }
	for _, tt := range []struct {
		name, greeting string
		want           Reason // 0 means fine
	}{
		{"libzmq's", good, 0},
		{"ZMTP 3.0", with(11, 0), 0},
		{"a later version", with(10, 4), 0},
		{"padding has no meaning", with(5, 0xAA), 0},
		{"as server", with(32, 1), 0},
		{"ZMTP 2", with(10, 1), BadGreeting},
		{"first byte", with(0, 0x01), BadGreeting},
		{"tenth byte", with(9, 0), BadGreeting},
		{"as-server of 2", with(32, 2), BadGreeting},
		{"CURVE", greeting("CURVE"), BadMechanism},
		{"no mechanism", greeting(""), BadMechanism},
		{"mechanism of 20 bytes", greeting(strings.Repeat("N", 20)), BadMechanism},
		{"NULL and more", greeting("NULL\x00X"), BadMechanism},
	} {
		if got := checkGreeting([]byte(tt.greeting)); reasonOf(got) != tt.want || (got == nil) != (tt.want == 0) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if err := checkGreeting(cleanGreeting()); err != nil {
		t.Errorf("our own: %v", err)
	}
}

func TestParseReady(t *testing.T) {
	socketType := property("Socket-Type", "DEALER")
	for _, tt := range []struct {
		name string
		body string
		want hello
		fail Reason // 0 means want
	}{
		{"least", "\x05READY" + socketType, hello{"DEALER", ""}, 0},
		{"identity", "\x05READY" + socketType + property("Identity", "me"), hello{"DEALER", "me"}, 0},
		{"names in other case", "\x05READY" + property("SOCKET-TYPE", "REQ") + property("iDENTITY", "x"), hello{"REQ", "x"}, 0},
		{"properties of others", "\x05READY" + property("X-Me", "\x00\xff") + socketType + property("Resource", ""), hello{"DEALER", ""}, 0},
		{"longest identity", "\x05READY" + socketType + property("Identity", strings.Repeat("i", 255)), hello{"DEALER", strings.Repeat("i", 255)}, 0},
		{"nothing", "", hello{}, BadCommand},
		{"empty name", "\x00", hello{}, BadCommand},
		{"name beyond the end", "\x06READY", hello{}, BadCommand},
		{"HELLO", "\x05HELLO", hello{}, BadCommand},
		{"ERROR", "\x05ERROR\x04why?", hello{}, RefusedByPeer},
		{"ERROR without reason", "\x05ERROR\xff", hello{}, RefusedByPeer},
		{"no properties", "\x05READY", hello{}, BadSocketType},
		{"unknown type", "\x05READY" + property("Socket-Type", "WAFFLE"), hello{}, BadSocketType},
		{"empty type", "\x05READY" + property("Socket-Type", ""), hello{}, BadSocketType},
		{"type in lower case", "\x05READY" + property("Socket-Type", "dealer"), hello{}, BadSocketType},
		{"type that may not connect", "\x05READY" + property("Socket-Type", "PUSH"), hello{}, BadSocketType},
		{"identity too long", "\x05READY" + socketType + property("Identity", strings.Repeat("i", 256)), hello{}, BadIdentity},
		{"reserved identity", "\x05READY" + socketType + property("Identity", "\x00a"), hello{}, BadIdentity},
		{"property name of no bytes", "\x05READY" + property("", "x"), hello{}, BadProperty},
		{"property name beyond the end", "\x05READY\xffSocket", hello{}, BadProperty},
		{"property name up to the end", "\x05READY\x06Socket", hello{}, BadProperty},
		{"property without value size", "\x05READY\x06Socket\x00\x00\x00", hello{}, BadProperty},
		{"property value beyond the end", "\x05READY\x06Socket\x00\x00\x00\x01", hello{}, BadProperty},
		{"property value of 4 GiB", "\x05READY\x06Socket\xff\xff\xff\xffxx", hello{}, BadProperty},
		{"property name with a space", "\x05READY" + property("Socket Type", "REQ"), hello{}, BadProperty},
		{"property name with a line break", "\x05READY" + property("Socket\n", "REQ"), hello{}, BadProperty},
		{"one length byte", "\x05READY\x01", hello{}, BadProperty},
		{"twice", "\x05READY" + socketType + property("socket-type", "REQ"), hello{}, BadProperty},
	} {
		got, err := parseReady(Router, []byte(tt.body))
		if reasonOf(err) != tt.fail || (err == nil) != (tt.fail == 0) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.fail)
		}
		if got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// TestCleanReady: what zmq4 gets to read is what the peer said.
func TestCleanReady(t *testing.T) {
	for _, h := range []hello{{"DEALER", ""}, {"SUB", "me"}, {"REQ", strings.Repeat("i", 255)}} {
		b := h.cleanReady()
		body := b[2:]
		if b[0]&flagLong != 0 {
			body = b[9:]
		}
		name, data, err := splitCommand(body)
		if err != nil || name != "READY" {
			t.Fatalf("%q, %v", name, err)
		}
		got, err := parseMetadata(data)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"socket-type": h.socketType, "identity": h.identity}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// TestKindsTable holds the table of RFC 37, "Socket-Type Property", for our kinds.
func TestKindsTable(t *testing.T) {
	all := strings.Fields("REQ REP DEALER ROUTER PUB XPUB SUB XSUB PUSH PULL PAIR CLIENT SERVER")
	for kind, want := range map[Kind]string{
		Router: "REQ DEALER ROUTER", XPub: "SUB XSUB", Dealer: "REP DEALER ROUTER", Sub: "PUB XPUB", Req: "REP ROUTER", 0: "",
	} {
		var got []string
		for _, peer := range all {
			if kind.accepts(peer) {
				got = append(got, peer)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v accepts %v, want %s", kind, got, want)
		}
	}
}
