package cross

import (
	"bytes"
	"runtime"
	"testing"
)

// readAnything calls the methods that program names, one per byte.
func readAnything(r *Reader, program []byte) {
	for _, op := range program {
		switch op % 24 {
		case 0:
			r.Var("x")
		case 1:
			r.Len()
		case 2:
			getNode(r)
		case 3:
			r.ErrorValue()
		case 4:
			r.Complex128()
		case 5:
			r.Texts()
		case 6:
			r.Complex128s()
		case 7:
			r.Bools()
		case 8:
			r.MapTextText()
		case 9:
			r.MapIntInt()
		case 10:
			r.Bytes()
		case 11:
			r.Text()
		case 12:
			r.Bool()
		case 13:
			r.Empty()
		case 14:
			r.Ints()
		case 15:
			r.Uint16s()
		case 16:
			getEverything(r)
		case 17:
			r.Unmarshal(func([]byte) error { return nil })
		case 18:
			r.parts()
		default:
			r.Uint32()
		}
	}
	r.End()
}

// FuzzReader: no input panics, and what is allocated is bounded by the input's length.
func FuzzReader(f *testing.F) {
	w := NewWriter()
	putEverything(w, everything{Ints: []int{1, 2}, Texts: []string{"a", ""}, TextInt: map[string]int{"a": 1}})
	f.Add([]byte{16}, w.Encoded())
	f.Add([]byte{5, 6, 8}, []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Add([]byte{2, 2}, []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{9}, bytes.Repeat([]byte{0x80}, 20))
	f.Fuzz(func(t *testing.T, program, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		readAnything(NewReader(data), program)
		readAnything(Open(data), program)
		runtime.ReadMemStats(&after)
		// A map's entry of two bytes takes the most; a failed call costs an error and its text.
		limit := uint64(256*len(data)) + 1<<16 + 2048*uint64(len(program))
		if got := after.TotalAlloc - before.TotalAlloc; got > limit {
			t.Errorf("%d bytes of input made it allocate %d", len(data), got)
		}
	})
}

func FuzzReadEvent(f *testing.F) {
	var b bytes.Buffer
	WriteEvent(&b, Event{Seq: 1, Kind: Display, ID: "d", Data: []Part{{"text/plain", false, []byte("x")}}, Text: "t"})
	f.Add(b.Bytes())
	f.Add([]byte("panic: oh\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for r := bytes.NewReader(data); ; {
			e, err := ReadEvent(r)
			if err != nil {
				break
			}
			var again bytes.Buffer
			if err := WriteEvent(&again, e); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadEvent(&again); err != nil {
				t.Fatalf("%+v cannot be read back: %v", e, err)
			}
		}
		ReadAnswer(bytes.NewReader(data))
	})
}

// A length that is not there costs nothing.
func TestAllocationIsBounded(t *testing.T) {
	huge := []byte("\xff\xff\xff\xff\xff\xff\xff\xff\x7f")
	for op := range byte(24) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		readAnything(NewReader(huge), []byte{op})
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
			t.Errorf("call %d allocated %d bytes", op, got)
		}
	}
	if _, err := ReadEvent(bytes.NewReader([]byte{0, 0, 0, 15, 1})); err == nil {
		t.Error("a frame of 240 MB that does not come was read")
	}
}
