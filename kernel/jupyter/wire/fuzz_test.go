package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// unpack cuts fuzz data into frames: a byte of length, two if it is 255, before each.
func unpack(data []byte) [][]byte {
	var frames [][]byte
	for len(data) > 0 {
		n := int(data[0])
		data = data[1:]
		if n == 255 && len(data) >= 2 {
			n = int(binary.BigEndian.Uint16(data))
			data = data[2:]
		}
		n = min(n, len(data))
		frames = append(frames, data[:n:n])
		data = data[n:]
	}
	return frames
}

func pack(frames [][]byte) []byte {
	var data []byte
	for _, f := range frames {
		if len(f) < 255 {
			data = append(data, byte(len(f)))
		} else {
			data = binary.BigEndian.AppendUint16(append(data, 255), uint16(len(f)))
		}
		data = append(data, f...)
	}
	return data
}

// FuzzDecode gives arbitrary frames to an unsigned and a signed codec. What one accepts must be
// complete, and come out of Encode and Decode again.
func FuzzDecode(f *testing.F) {
	good := signed("key", goodHeader, `{"msg_id":"0"}`, "{}", `{"code":"fmt.Println(\"ä\")"}`)
	f.Add(pack(good))
	f.Add(pack(append(good, []byte("buffer"), nil)))
	f.Add(pack(good[2:]))
	f.Add(pack(signed("key", "{\"msg_id\":\"\xff\",\"session\":\"\\ud800\",\"msg_type\":\"t\"}", "{}", "{}", "{\"\xc3\":[[[[]]]]}")))
	f.Fuzz(func(t *testing.T, data []byte) {
		frames := unpack(data)
		for _, key := range []string{"", "key"} {
			c := newCodec(t, "hmac-sha256", key)
			m, err := c.Decode(frames)
			if err != nil {
				if _, ok := errors.AsType[*Error](err); !ok {
					t.Fatalf("untyped error %v", err)
				}
				continue
			}
			if m.Header.MsgID == "" || m.Header.MsgType == "" || !json.Valid(m.Content) {
				t.Fatalf("incomplete message %+v", m)
			}
			again, err := c.Encode(m)
			if err != nil {
				t.Fatalf("encode what was decoded: %v", err)
			}
			m2, err := newCodec(t, "hmac-sha256", key).Decode(again)
			if err != nil {
				t.Fatalf("decode what was encoded: %v", err)
			}
			if !reflect.DeepEqual(m, m2) {
				t.Fatalf("round trip:\n%+v\n%+v", m, m2)
			}
		}
	})
}

// FuzzRoundTrip encodes messages of arbitrary text and bytes.
func FuzzRoundTrip(f *testing.F) {
	f.Add("1", "s", "execute_request", "x := 1", []byte("id"), []byte("buffer"))
	f.Add("ä", "\x00", "<IDS|MSG>", "\u2028\"\\", []byte{0, 1}, []byte(delimiter))
	f.Add("1", "s", "t", "\xff\xfe", []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, id, session, kind, code string, identity, buffer []byte) {
		content, err := json.Marshal(map[string]string{"code": code})
		if err != nil {
			t.Fatal(err)
		}
		c := newCodec(t, "hmac-sha512", "key")
		frames, err := c.Encode(&Message{
			Identities: [][]byte{identity},
			Header:     Header{MsgID: id, Session: session, MsgType: kind, Username: code},
			Content:    content,
			Buffers:    [][]byte{buffer},
		})
		if err != nil {
			if id != "" && session != "" && kind != "" && string(identity) != delimiter {
				t.Fatal(err)
			}
			return
		}
		m, err := c.Decode(frames)
		if err != nil {
			if len(identity) > MaxIdentity || len(frames[3]) > MaxHeader {
				return
			}
			t.Fatal(err)
		}
		if !bytes.Equal(m.Identities[0], identity) || !bytes.Equal(m.Buffers[0], buffer) ||
			!bytes.Equal(m.Content, content) || !bytes.Equal(m.RawHeader, frames[3]) || m.Header.Version != ProtocolVersion {
			t.Fatalf("got %+v", m)
		}
		reply := &Message{Header: Header{MsgID: "2", Session: "k", MsgType: "r"}, Parent: m.RawHeader}
		frames, err = c.Encode(reply)
		if err != nil || !bytes.Equal(frames[3], m.RawHeader) {
			t.Fatalf("the reply's parent is %q, want %q", frames[3], m.RawHeader)
		}
	})
}
