package std

import (
	"encoding/json"
	"strings"
	"testing"

	"weft/kernel/golang/std/internal/pack"
)

func TestDoc(t *testing.T) {
	for _, tt := range []struct{ key, prefix string }{
		{"fmt.", "Package fmt implements"},
		{"fmt.Println", "Println formats"},
		{"sync.WaitGroup", "A WaitGroup"},
		{"sync.WaitGroup.Add", "Add adds"},
		{"sync.WaitGroup.Go", "Go calls"},
		{"math/rand/v2.IntN", "IntN returns"},
		{"net/http.Request.Header", "Header contains"},
		{"io.Reader.Read", ""},
		{"context.Context.Done", "Done returns"},
		{"sync.OnceValue", "OnceValue returns"},
		{"sync/atomic.Pointer.Load", "Load atomically"},
		{"time.Second", ""},
		{"io.EOF", "EOF is"},
		{"os.O_RDONLY", "Exactly one of"},
		{"builtin.append", "The append built-in"},
		{"builtin.error", "The error built-in"},
		{"fmt.NoSuch", ""},
		{"no/such.Thing", ""},
		{"", ""},
	} {
		got := Doc(tt.key)
		if !strings.HasPrefix(got, tt.prefix) || tt.prefix != "" && strings.TrimSpace(got) != got {
			t.Errorf("Doc(%q) = %.60q, want it to begin with %q", tt.key, got, tt.prefix)
		}
	}
}

func TestDocPrefersPackedComments(t *testing.T) {
	text, err := json.Marshal(map[string]string{"Println": "Packed."})
	if err != nil {
		t.Fatal(err)
	}
	data, err := pack.Encode([]pack.Entry{{Name: "fmt", Data: text}})
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack.Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	d := &docs{packed: packed, packages: make(map[string]map[string]string)}
	if got := d.of("fmt")["Println"]; got != "Packed." {
		t.Errorf("packed comment = %q", got)
	}
	if got := d.of("sync")["Mutex"]; got != "" {
		t.Errorf("comment without pack and installation = %q", got)
	}
}
