package timeline

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/kernel/display/caption"
	"weft/kernel/golden"
)

func TestGolden(t *testing.T) {
	for name, s := range samples() {
		golden.Compare(t, name+".txt", s.Text(0))
		golden.Compare(t, name+".svg", s.SVG(0))
	}
	golden.Compare(t, "over.html", over().HTML(760))
	golden.Compare(t, "buffers.html", buffers().HTML(0))
	golden.Compare(t, "over-60.txt", over().Text(60))
}

func TestPack(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spans []Span
		want  []string // labels by lane
	}{
		{"none", nil, nil},
		{"in a row", []Span{{From: 0, To: 5, Label: "a"}, {From: 5, To: 9, Label: "b"}}, []string{"ab"}},
		{"side by side", []Span{{From: 0, To: 5, Label: "a"}, {From: 4, To: 9, Label: "b"}, {From: 5, To: 6, Label: "c"}}, []string{"ac", "b"}},
		{"no time", []Span{{From: 0, To: 5, Label: "a"}, {From: 3, To: 3, Label: "b"}, {From: 3, To: 3, Label: "c"}}, []string{"abc"}},
		{"any order", []Span{{From: 6, To: 9, Label: "b"}, {From: 0, To: 5, Label: "a"}}, []string{"ab"}},
	} {
		var got []string
		for _, l := range Pack(tt.spans) {
			line := ""
			for _, s := range l.Spans {
				line += s.Label
			}
			got = append(got, line)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: Pack = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMerged(t *testing.T) {
	spans := []Span{
		{Running, 0, 100, "a", "", false},
		{Waiting, 100, 103, "b", "", false}, {Running, 103, 104, "c", "", true}, {Waiting, 104, 106, "d", "", false},
		{Running, 200, 201, "e", "", false}, {Running, 201, 300, "f", "", false},
	}
	got := merged(spans, 10)
	want := []Span{{Running, 0, 100, "a", "", false}, {Waiting, 100, 106, "", "", true}, {Running, 200, 201, "e", "", false}, {Running, 201, 300, "f", "", false}}
	if !slices.Equal(got, want) {
		t.Errorf("merged = %+v, want %+v", got, want)
	}
}

func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		end  time.Duration
		want string
	}{
		{1, "0, 1 ns"}, {30300 * time.Microsecond, "0, 5 ms, 10 ms, 15 ms, 20 ms, 25 ms, 30 ms"}, {3 * time.Second, "0, 0.5 s, 1 s, 1.5 s, 2 s, 2.5 s, 3 s"},
		{1500 * time.Microsecond, "0, 200 µs, 400 µs, 600 µs, 800 µs, 1000 µs, 1200 µs, 1400 µs"},
	} {
		p := plan{Timeline: Timeline{End: tt.end}}
		var got []string
		for _, at := range p.ticks(8) {
			got = append(got, p.tick(at))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("ticks to %v: %v, want %s", tt.end, got, tt.want)
		}
	}
}

// wellFormed fails if doc is not XML, or refers to anything outside.
func wellFormed(t *testing.T, doc string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, doc)
		}
		if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "a" || e.Name.Local == "image") {
			t.Fatalf("the element %s", e.Name.Local)
		}
	}
	if strings.Contains(doc, "NaN") || strings.Contains(doc, "Inf") {
		t.Error("a number that is none")
	}
}

// What strangers send stays within the picture and its bounds.
func FuzzLayout(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "job </text><script>", int64(40), 3, 60)
	f.Add([]byte{255, 0, 255, 0, 17, 200, 3, 9, 90, 255}, "\x1b[2J\u202e\x00\ufffe", int64(-1), -1, 0)
	f.Add([]byte("a crowd of many lanes, each with some spans and marks"), "x", int64(1<<62), 1000, 1<<20)
	f.Fuzz(func(t *testing.T, data []byte, text string, end int64, limit, width int) {
		tl := Timeline{Title: text, Summary: text, Clock: text, End: time.Duration(end), Words: map[State]string{Running: text}}
		var spans []Span
		g := Group{Title: text, Many: text}
		for i := 0; i+4 < len(data); i += 5 {
			unit := time.Duration(1) << (data[i] % 64)
			s := Span{State: State(data[i+1]) - 2, From: time.Duration(data[i+2]) * unit, To: time.Duration(data[i+3]) * unit, Label: text, Broken: data[i+4]%3 == 0}
			spans = append(spans, s)
			l := Lane{Name: text, Where: text, Keep: data[i+4]%5 == 0, Ended: data[i+4]%2 == 0, Spans: []Span{s, {From: s.To, To: s.To + unit, State: Waiting}}}
			l.Marks = []Mark{{s.From, text}, {s.To, ""}}
			l.Holds = []Hold{{s.From, s.To, text}, {s.To, s.To + unit, text}}
			if data[i+4]%7 == 0 {
				l.Cap, l.Fill = int(data[i]), []Step{{s.From, int(data[i+2])}, {s.To, -1}, {s.To + unit, int(data[i+3])}}
			}
			g.Lanes = append(g.Lanes, l)
			tl.Costs = append(tl.Costs, Cost{text, text, text, i, unit})
			tl.Flags = append(tl.Flags, Flag{s.From, s.To, text, FlagKind(data[i+4])})
		}
		tl.Groups = []Group{g, {Title: text, Lanes: Pack(spans), Packed: true, Limit: limit, LimitLabel: text}, g}
		doc, page, lines := tl.SVG(width), tl.HTML(width), tl.Text(width)
		wellFormed(t, doc)
		if len(doc) > 4<<20 {
			t.Errorf("an SVG of %d bytes", len(doc))
		}
		if strings.ContainsAny(doc+page+lines, "\x1b\x00\r\u202e") {
			t.Error("a control character came through")
		}
		if strings.Count(page, "<script") > 0 {
			t.Error("markup came through")
		}
		want := min(max(width, 40), 400)
		if width == 0 {
			want = 80
		}
		rows := 0
		for line := range strings.SplitSeq(strings.TrimRight(lines, "\n"), "\n") {
			rows++
			if caption.Length(line) > want && strings.Contains(line, " ") && width >= 400 {
				t.Errorf("a line of %d characters, want at most %d: %q", caption.Length(line), want, line)
			}
		}
		if rows > 100 {
			t.Errorf("%d lines", rows)
		}
		lanes := 0
		for _, r := range newPlan(tl).rows {
			switch r.kind {
			case laneRow:
				lanes++
			case crowdRow:
				lanes += 2
			}
		}
		if lanes > MaxLanes {
			t.Errorf("%d lanes", lanes)
		}
	})
}

// TestShortHolds: locks that are held for less than a character leave no empty line.
func TestShortHolds(t *testing.T) {
	brief := Hold{From: 10 * time.Millisecond, To: 10*time.Millisecond + time.Microsecond, Label: "holds mu"}
	lane := func(id int) Lane {
		return Lane{ID: id, Name: "record", Holds: []Hold{brief}, Spans: []Span{{State: Outside, To: time.Second}}}
	}
	drawn := Timeline{End: time.Second, Groups: []Group{{Lanes: []Lane{lane(1), lane(2)}}}}.Text(0)
	for line := range strings.Lines(strings.TrimSpace(drawn)) {
		if strings.TrimSpace(line) == "" {
			t.Fatalf("an empty line in\n%s", drawn)
		}
	}
}
