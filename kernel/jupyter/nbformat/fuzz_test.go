package nbformat

import (
	"bytes"
	"reflect"
	"testing"
)

// What Parse accepts is written and read again unchanged, and is written the same the second
// time. Nothing makes it fail otherwise than by an error.
func FuzzParse(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse(data)
		if err != nil {
			return
		}
		first, err := nb.Bytes()
		if err != nil {
			if !bytes.Contains([]byte(err.Error()), []byte("nested deeper")) {
				t.Fatalf("cannot write what was read: %v", err)
			}
			return
		}
		again, err := Parse(first)
		if err != nil {
			t.Fatalf("cannot read what was written: %v\n%s", err, first)
		}
		nb.Repairs = nil
		if !reflect.DeepEqual(nb, again) { // cmp.Diff takes exponential time in the depth
			t.Fatalf("changed by writing:\n%+v\n%+v", nb, again)
		}
		second, err := again.Bytes()
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("written differently the second time: %v\n%s\n%s", err, first, second)
		}
		if nb.Minor == Minor {
			_ = nb.Validate() // must not panic
		}
	})
}
