package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const goodHeader = `{"msg_id":"1","session":"s","username":"u","date":"2026-01-02T03:04:05Z","msg_type":"execute_request","version":"5.5"}`

func newCodec(t testing.TB, scheme, key string) *Codec {
	t.Helper()
	c, err := NewCodec(scheme, []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// signed returns the frames of four parts, signed independently of the package.
func signed(key string, parts ...string) [][]byte {
	mac := hmac.New(sha256.New, []byte(key))
	frames := [][]byte{[]byte("client"), []byte(delimiter), nil}
	for _, p := range parts {
		mac.Write([]byte(p))
		frames = append(frames, []byte(p))
	}
	frames[2] = []byte(hex.EncodeToString(mac.Sum(nil)))
	return frames
}

func TestDecode(t *testing.T) {
	frames := append(signed("key", goodHeader, `{"msg_id":"0"}`, ` {"a": 1}`, `{"code":"1+1"}`), []byte("buffer"))
	got, err := newCodec(t, "hmac-sha256", "key").Decode(frames)
	if err != nil {
		t.Fatal(err)
	}
	want := &Message{
		Identities: [][]byte{[]byte("client")},
		Header: Header{MsgID: "1", Session: "s", Username: "u", Date: "2026-01-02T03:04:05Z",
			MsgType: "execute_request", Version: "5.5"},
		RawHeader: json.RawMessage(goodHeader),
		Parent:    json.RawMessage(`{"msg_id":"0"}`),
		Metadata:  json.RawMessage(` {"a": 1}`),
		Content:   json.RawMessage(`{"code":"1+1"}`),
		Buffers:   [][]byte{[]byte("buffer")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestHostile decodes what strangers and broken clients send. An honest client of the same codec is
// served after each.
func TestHostile(t *testing.T) {
	codec := newCodec(t, "hmac-sha256", "key")
	deep := `{"a":` + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth) + `}`
	abyss := `{"a":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`
	good := func() [][]byte { return signed("key", goodHeader, "{}", "{}", "{}") }
	for _, tt := range []struct {
		name   string
		frames [][]byte
		reason Reason
		part   string
	}{
		{"nothing", nil, NoDelimiter, ""},
		{"empty frame", [][]byte{{}}, NoDelimiter, ""},
		{"missing delimiter", append(good()[:1], good()[2:]...), NoDelimiter, ""},
		{"delimiter far behind", append(make([][]byte, MaxIdentities+1), good()...), NoDelimiter, ""},
		{"delimiter alone", good()[:2], MissingParts, ""},
		{"no content", good()[:6], MissingParts, ""},
		{"many frames", append(good(), make([][]byte, MaxFrames)...), TooManyFrames, ""},
		{"long identity", append([][]byte{make([]byte, MaxIdentity+1)}, good()...), TooLarge, "identities"},
		{"long header", signed("key", strings.Repeat(" ", MaxHeader)+goodHeader, "{}", "{}", "{}"), TooLarge, "header"},
		{"bad HMAC", signed("other", goodHeader, "{}", "{}", "{}"), BadSignature, ""},
		{"no HMAC", replaced(good(), 2, ""), BadSignature, ""},
		{"HMAC in upper case", replaced(good(), 2, strings.ToUpper(string(good()[2]))), BadSignature, ""},
		{"changed content", replaced(good(), 6, "{ }"), BadSignature, ""},
		{"bad JSON header", signed("key", `{"msg_id"`, "{}", "{}", "{}"), BadJSON, "header"},
		{"bad JSON content", signed("key", goodHeader, "{}", "{}", `{"code": }`), BadJSON, "content"},
		{"empty parent", signed("key", goodHeader, "", "{}", "{}"), BadJSON, "parent_header"},
		{"trailing garbage", signed("key", goodHeader, "{}", "{}{}", "{}"), BadJSON, "metadata"},
		{"list for content", signed("key", goodHeader, "{}", "{}", "[]"), WrongType, "content"},
		{"string for header", signed("key", `"x"`, "{}", "{}", "{}"), WrongType, "header"},
		{"null for metadata", signed("key", goodHeader, "{}", "null", "{}"), WrongType, "metadata"},
		{"number for msg_id", signed("key", `{"msg_id":1,"session":"s","msg_type":"t"}`, "{}", "{}", "{}"), WrongType, "header.msg_id"},
		{"object for msg_type", signed("key", `{"msg_id":"1","session":"s","msg_type":{}}`, "{}", "{}", "{}"), WrongType, "header.msg_type"},
		{"missing msg_id", signed("key", `{"session":"s","msg_type":"t"}`, "{}", "{}", "{}"), MissingField, "header.msg_id"},
		{"missing session", signed("key", `{"msg_id":"1","msg_type":"t"}`, "{}", "{}", "{}"), MissingField, "header.session"},
		{"empty msg_type", signed("key", `{"msg_id":"1","session":"s","msg_type":""}`, "{}", "{}", "{}"), MissingField, "header.msg_type"},
		{"deep", signed("key", goodHeader, "{}", "{}", deep), TooDeep, "content"},
		{"abysmal", signed("key", goodHeader, "{}", "{}", abyss), TooDeep, "content"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := codec.Decode(tt.frames)
			got, ok := errors.AsType[*Error](err)
			if !ok || got.Reason != tt.reason || got.Part != tt.part {
				t.Errorf("%v, want %v in %q", err, tt.reason, tt.part)
			}
			honest := signed("key", goodHeader, "{}", "{}", fmt.Sprintf(`{"after":%q}`, tt.name))
			if _, err := codec.Decode(honest); err != nil {
				t.Errorf("an honest message: %v", err)
			}
			if _, err := codec.Decode(honest); err == nil {
				t.Error("its replay was accepted")
			}
		})
	}
}

func replaced(frames [][]byte, i int, with string) [][]byte {
	frames[i] = []byte(with)
	return frames
}

func TestDecodeTolerates(t *testing.T) {
	for _, tt := range []struct{ name, header, content, want string }{
		{"old header", `{"msg_id":"1","session":"s","msg_type":"t"}`, "{}", "{}"},
		{"null subshell", `{"msg_id":"1","session":"s","msg_type":"t","subshell_id":null}`, "{}", "{}"},
		{"unknown field", `{"msg_id":"1","session":"s","msg_type":"t","x":[1]}`, "{}", "{}"},
		{"bad UTF-8", "{\"msg_id\":\"1\",\"session\":\"s\",\"msg_type\":\"t\",\"username\":\"\xff\"}", "{\"a\":\"\xc3(\"}", "{\"a\":\"\uFFFD(\"}"},
		{"brackets in a string", goodHeader, `{"a":"` + strings.Repeat(`[\"`, 2*MaxDepth) + `"}`, ""},
	} {
		m, err := newCodec(t, "hmac-sha256", "key").Decode(signed("key", tt.header, "{}", "{}", tt.content))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if string(m.RawHeader) != tt.header {
			t.Errorf("%s: raw header %q, want %q", tt.name, m.RawHeader, tt.header)
		}
		if tt.want != "" && string(m.Content) != tt.want {
			t.Errorf("%s: content %q, want %q", tt.name, m.Content, tt.want)
		}
	}
}

func TestUnsigned(t *testing.T) {
	c := newCodec(t, "", "")
	frames, err := c.Encode(&Message{Header: Header{MsgID: "1", Session: "s", MsgType: "t"}})
	if err != nil || len(frames) != 6 || len(frames[1]) != 0 {
		t.Fatalf("Encode = %q, %v, want an empty signature", frames, err)
	}
	for range 2 { // nothing marks a replay
		if _, err := c.Decode(frames); err != nil {
			t.Error(err)
		}
	}
}

func TestEncode(t *testing.T) {
	header := Header{MsgID: "1", Session: "s", MsgType: "t"}
	for _, tt := range []struct {
		name    string
		message Message
		reason  Reason // 0 means fine
	}{
		{"least", Message{Header: header}, 0},
		{"raw header", Message{RawHeader: json.RawMessage(goodHeader)}, 0},
		{"no id", Message{Header: Header{Session: "s", MsgType: "t"}}, MissingField},
		{"content is no object", Message{Header: header, Content: json.RawMessage("[1]")}, WrongType},
		{"empty parent", Message{Header: header, Parent: json.RawMessage("")}, WrongType},
		{"delimiter as identity", Message{Header: header, Identities: [][]byte{[]byte(delimiter)}}, NoDelimiter},
	} {
		_, err := newCodec(t, "hmac-sha256", "key").Encode(&tt.message)
		got, _ := errors.AsType[*Error](err)
		if (tt.reason == 0) != (err == nil) || err != nil && got.Reason != tt.reason {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.reason)
		}
	}
}

// TestReplay sends each message to several decoders at once: exactly one may accept it.
func TestReplay(t *testing.T) {
	c := newCodec(t, "hmac-sha256", "key")
	var accepted, refused atomic.Int32
	var wg sync.WaitGroup
	for i := range 50 {
		frames, err := c.Encode(&Message{Header: Header{MsgID: fmt.Sprint(i), Session: "s", MsgType: "t"}})
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			wg.Go(func() {
				_, err := c.Decode(frames)
				if e, ok := errors.AsType[*Error](err); ok && e.Reason == Replayed {
					refused.Add(1)
				} else if err == nil {
					accepted.Add(1)
				}
			})
		}
	}
	wg.Wait()
	if accepted.Load() != 50 || refused.Load() != 150 {
		t.Errorf("accepted %d, refused %d, want 50 and 150", accepted.Load(), refused.Load())
	}
}
