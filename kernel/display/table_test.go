package display

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"weft/kernel/golden"
)

type reading struct {
	Station string
	Height  float64
	Took    time.Duration
	Err     error
}

func readings() []reading {
	return []reading{
		{"A", 2.5, 300 * time.Millisecond, nil},
		{"Bélair & <sons>", -10.25, 1200 * time.Millisecond, fmt.Errorf("no answer")},
		{"港", 0, 0, nil},
	}
}

// tables are those whose HTML and text are kept in testdata and were looked at in a browser.
func tables() map[string]Bundle {
	return map[string]Bundle{
		"structs":   Table(readings(), Caption("Three stations")),
		"pointers":  Table([]*reading{{Station: "A"}, nil, {Station: "C", Height: 1}}),
		"maps":      Table([]map[string]any{{"name": "A", "height": 2}, {"name": "B", "wind": 7.5}}),
		"counts":    Table(map[string]int{"west": 3, "east": 12}),
		"keyed":     Table(map[string]reading{"west": {Station: "A", Height: 1}, "east": {Station: "B", Height: 2}}),
		"strings":   Table([][]string{{"ship", "berth"}, {"Alma", "1"}, {"Berta", "2", "late"}}),
		"numbers":   Table([][]int{{1, 10}, {2, 200}}, Header("n", "n squared")),
		"scalars":   Table([]string{"A", "B"}),
		"chosen":    Table(readings(), Columns("Took", "Station"), Header("took", "station")),
		"empty":     Table([]reading{}),
		"long":      Table(make([]int, 60), MaxRows(2)),
		"wide":      Table([][]int{make([]int, 40)}),
		"multiline": Table([]string{"one\ntwo\tthree", strings.Repeat("long ", 100)}),
	}
}

func TestTableGolden(t *testing.T) {
	for name, b := range tables() {
		for ext, got := range map[string]any{"html": b.Data[mimeHTML], "txt": b.Data[mimeText]} {
			golden.Compare(t, "table/"+name+"."+ext, fmt.Sprintln(got))
		}
	}
}

func TestTableRefuses(t *testing.T) {
	for _, tt := range []struct {
		v    any
		opts []TableOption
		want string
	}{
		{nil, nil, "display table: nil has no rows: want a slice or a map"},
		{3, nil, "display table: int has no rows: want a slice or a map"},
		{reading{}, nil, "display table: display.reading has no rows: want a slice or a map"},
		{readings(), []TableOption{Columns("Wind")}, `display table: no column "Wind": there are Station, Height, Took, Err`},
	} {
		b := Table(tt.v, tt.opts...)
		if b.String() != tt.want || b.Data[mimeHTML] != nil {
			t.Errorf("Table(%T) = %v, want only the text %q", tt.v, b.Data, tt.want)
		}
	}
}

func TestTableShowsFiftyRows(t *testing.T) {
	b := Table(make([]int, 1234))
	if got := strings.Count(b.Data[mimeHTML].(string), "<tr>"); got != 51 {
		t.Errorf("%d rows in the HTML, want 50 and the header", got)
	}
	if !strings.HasSuffix(b.String(), "\n50 of 1234 rows shown") {
		t.Errorf("the text does not say that rows are missing:\n%s", b)
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "tide": 4, "é": 1, "e\u0301": 1, "港": 2, "🚢": 2} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestLooksNumeric(t *testing.T) {
	for s, want := range map[string]bool{
		"12": true, "-0.50": true, "1,234": true, "0.31 s": true, "95%": true, "1.8": true, "300 ms": true, "3×": true,
		"": false, "-": false, ".": false, "A": false, "2 of 3": false, "2026-01-02": false, "12:30": false, "--1": false, "12 stations": false,
	} {
		if got := looksNumeric(s); got != want {
			t.Errorf("looksNumeric(%q) = %v, want %v", s, got, want)
		}
	}
}
