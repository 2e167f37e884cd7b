package pack

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	big := bytes.Repeat([]byte("declarations "), 5000)
	data, err := Encode([]Entry{{Name: "net/http", Note: "http", Data: big}, {Name: "fmt", Note: "fmt", Data: []byte("x")}, {Name: "empty"}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(a.Names(), " "); got != "empty fmt net/http" {
		t.Errorf("Names = %s", got)
	}
	if note, ok := a.Note("net/http"); note != "http" || !ok {
		t.Errorf("Note(net/http) = %q, %v", note, ok)
	}
	if _, ok := a.Note("os"); ok {
		t.Error("Note(os) found an entry")
	}
	if _, err := a.Read("os"); err == nil {
		t.Error("Read(os) succeeded")
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for name, want := range map[string][]byte{"net/http": big, "fmt": []byte("x"), "empty": {}} {
				if got, err := a.Read(name); err != nil || !bytes.Equal(got, want) {
					t.Errorf("Read(%s) = %d bytes, %v; want %d", name, len(got), err, len(want))
				}
			}
		})
	}
	wg.Wait()
}

func TestEncodeRefusesDuplicates(t *testing.T) {
	if _, err := Encode([]Entry{{Name: "a"}, {Name: "b"}, {Name: "a"}}); err == nil {
		t.Error("two entries of one name were packed")
	}
}

// A damaged index is an error, wherever it is cut or whatever it claims.
func TestOpenRefusesDamage(t *testing.T) {
	data, err := Encode([]Entry{{Name: "a", Note: "n", Data: []byte("hello")}, {Name: "b", Data: []byte("world")}})
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(data) {
		if _, err := Open(string(data[:cut])); !errors.Is(err, ErrFormat) {
			t.Errorf("Open of the first %d bytes = %v, want ErrFormat", cut, err)
		}
	}
	for _, text := range []string{string(data) + "x", magic + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", magic + "\x01\x7f"} {
		if _, err := Open(text); !errors.Is(err, ErrFormat) {
			t.Errorf("Open(%.40q) = %v, want ErrFormat", text, err)
		}
	}
}
