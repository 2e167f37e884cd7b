package wire

import (
	"encoding/json"
	"strings"
	"testing"
)

func benchMessage(size int) *Message {
	content, _ := json.Marshal(map[string]string{"name": "stdout", "text": strings.Repeat("a line of output\n", size/17+1)})
	return &Message{
		Identities: [][]byte{[]byte("kernel.1.stream")},
		Header:     Header{MsgID: "1", Session: "s", Username: "u", Date: "2026-01-02T03:04:05Z", MsgType: "stream"},
		Parent:     json.RawMessage(goodHeader),
		Content:    content,
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, size := range map[string]int{"100B": 100, "64KB": 64 << 10} {
		b.Run(name, func(b *testing.B) {
			c, m := newCodec(b, "hmac-sha256", "key"), benchMessage(size)
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Encode(m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for name, size := range map[string]int{"100B": 100, "64KB": 64 << 10} {
		b.Run(name, func(b *testing.B) {
			c, m := newCodec(b, "hmac-sha256", "key"), benchMessage(size)
			frames, err := c.Encode(m)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				c.seen = newHistory(1) // the same message over and over is a replay
				if _, err := c.Decode(frames); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
