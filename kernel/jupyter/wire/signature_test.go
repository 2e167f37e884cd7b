package wire

import (
	"fmt"
	"testing"
)

// The sums are those of Python's hmac.new(b"key", b"abcd", NAME).hexdigest().
func TestSchemes(t *testing.T) {
	for _, tt := range []struct{ scheme, sum string }{
		{"hmac-md5", "660045f6b6082f2123dd1d4c56398712"},
		{"hmac-sha1", "cf9c255c008d12d46771fce1333926dd4194e798"},
		{"hmac-sha224", "787a80bd06f5443febc942fc8cef91b1af995ce9efe35272d5504e92"},
		{"hmac-sha256", "2a31ec0ee8d878c9eece9fb0df79b3b90b2256240163aa5ee50d176d3d1121f8"},
		{"hmac-SHA256", "2a31ec0ee8d878c9eece9fb0df79b3b90b2256240163aa5ee50d176d3d1121f8"},
		{"hmac-sha384", "5998d18575a1748b235dc41b6aca9652bdc508ea8b9e7df21def9e33088b29ffe3662a57066c0c067b9e9a055832fd7e"},
		{"hmac-sha512", "4c8e5ab0ebf28bd7d54d86fceb1c15e36517ba1522d3b30485d8af148238771c5e046821c457a399db9c936a1e2b9c2f370688ced9968e78a6a7ca678e6d3e84"},
		{"hmac-sha512_256", "7b8efdbf84d578d68b3f5cc5e45580ab2eb65892649754db2580fefd09990e64"},
		{"hmac-sha3_224", "4112f4514233ed850a8a7d51d579c7e473f21b5f8707788a69686c9d"},
		{"hmac-sha3-256", "bdb6283d1bf9c84a767ec1b5675ecc02d023b474c6c7ea8a500b30fb67e09206"},
		{"hmac-sha3_384", "db1ee1d5eddb7c4c4f409c913d3f8d74fe8cb1e32987d897b38695492c6e7d41616b1d05146b33f2f8f8170da9a23e4b"},
		{"hmac-sha3_512", "9dd73c83d2002696c77748234ef40661a12b0c009b18b1f68eef262830e32de8893babdf445bb5a64fff12b247f7a750cf6352c3d3b5f1fd4adb183dbd540df0"},
	} {
		s, err := newSigner(tt.scheme, []byte("key"))
		if err != nil {
			t.Error(err)
			continue
		}
		parts := [][]byte{[]byte("a"), []byte("b"), nil, []byte("cd")}
		for range 2 { // the second with a reused MAC
			if got := string(s.sum(parts)); got != tt.sum {
				t.Errorf("%s: %s, want %s", tt.scheme, got, tt.sum)
			}
		}
		if !s.verify([]byte(tt.sum), parts) || s.verify([]byte(tt.sum[1:]), parts) || s.verify(nil, parts) {
			t.Errorf("%s: verify is wrong", tt.scheme)
		}
	}
}

func TestUnknownScheme(t *testing.T) {
	for _, scheme := range []string{"", "sha256", "hmac-", "hmac-crc32", "hmac-shake_128"} {
		if _, err := NewCodec(scheme, []byte("key")); err == nil {
			t.Errorf("NewCodec(%q) succeeded", scheme)
		}
	}
}

func TestHistoryForgetsTheOldest(t *testing.T) {
	h := newHistory(3)
	for _, step := range []struct {
		signature string
		isNew     bool
	}{
		{"a", true}, {"b", true}, {"a", false}, {"c", true}, {"d", true}, // a is forgotten
		{"b", false}, {"c", false}, {"d", false}, {"a", true}, {"b", true}, {"d", false},
	} {
		if got := h.add([]byte(step.signature)); got != step.isNew {
			t.Errorf("add(%s) = %v, want %v", step.signature, got, step.isNew)
		}
	}
	for i := range 100 {
		h.add(fmt.Appendf(nil, "%32d", i))
	}
	if len(h.seen) != 3 || len(h.ring) != 3 {
		t.Errorf("remembers %d and %d, want 3", len(h.seen), len(h.ring))
	}
}
