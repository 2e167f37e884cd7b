//go:build unix

package fd

import (
	"os"
	"testing"
)

func TestUnread(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for i, want := range []int{0, 3, 6} {
		if got := Unread(int(r.Fd())); got != want {
			t.Errorf("after %d writes of 3 bytes: Unread = %d, want %d", i, got, want)
		}
		w.WriteString("abc")
	}
}
