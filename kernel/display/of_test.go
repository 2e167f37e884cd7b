package display

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type chart struct{ title string }

func (c chart) HTML() string     { return "<b>" + c.title + "</b>" }
func (c chart) SVG() string      { return "<svg/>" }
func (c chart) Markdown() string { return "**" + c.title + "**" }
func (c chart) LaTeX() string    { return "$x$" }
func (c chart) JSON() any        { return map[string]string{"title": c.title} }
func (c chart) PNG() []byte      { return []byte{1} }
func (c chart) JPEG() []byte     { return []byte{2} }
func (c chart) String() string   { return c.title }

type pointerHTML struct{ s string }

func (p *pointerHTML) HTML() string { return p.s }

type panicky struct{ n int }

func (panicky) HTML() string { panic("no chart") }

type bundler struct{}

func (bundler) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": "a plot", "image/png": []byte{1, 2}, "application/vnd.vega.v5+json": map[string]any{"a": 1}}
}

type badJSON struct{}

func (badJSON) JSON() any { return make(chan int) }

func TestOfCallsWhatAValueOffers(t *testing.T) {
	for _, tt := range []struct {
		name string
		v    any
		want map[string]any
	}{
		{"all", chart{"tide"}, map[string]any{
			"text/plain": "tide", "text/html": "<b>tide</b>", "image/svg+xml": "<svg/>", "text/markdown": "**tide**",
			"text/latex": "$x$", "application/json": json.RawMessage(`{"title":"tide"}`), "image/png": "AQ==", "image/jpeg": "Ag==",
		}},
		{"pointer method", &pointerHTML{"<i>"}, map[string]any{"text/html": "<i>", "text/plain": `&{s:"<i>"}`}},
		{"pointer method, value given", pointerHTML{"<i>"}, map[string]any{"text/plain": `{s:"<i>"}`}},
		{"nil pointer", (*pointerHTML)(nil), map[string]any{"text/plain": "nil"}},
		{"panic", panicky{3}, map[string]any{"text/plain": "{n:3}\n(panic in method HTML: no chart)"}},
		{"own bundle", bundler{}, map[string]any{
			"text/plain": "a plot", "image/png": "AQI=", "application/vnd.vega.v5+json": map[string]any{"a": 1},
		}},
		{"JSON that cannot be", badJSON{}, map[string]any{"text/plain": "{}\ndisplay JSON: json: unsupported type: chan int"}},
		{"a bundle is itself", HTML("<b>x</b>"), map[string]any{"text/html": "<b>x</b>", "text/plain": "x"}},
		{"a bundle without text", Bundle{Data: map[string]any{"text/html": "x"}}, map[string]any{"text/html": "x", "text/plain": "text/html"}},
		{"an empty bundle", Bundle{}, map[string]any{"text/plain": ""}},
		{"nil bundle", (*Bundle)(nil), map[string]any{"text/plain": "nil"}},
	} {
		if diff := cmp.Diff(tt.want, Of(tt.v).Data); diff != "" {
			t.Errorf("%s: Of(%T) (-want +got):\n%s", tt.name, tt.v, diff)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, tt := range []struct {
		name string
		b    Bundle
		want map[string]any
	}{
		{"HTML", HTML("<h2>Tides</h2><p>high &amp; low<br>water</p><script>x</script><table><tr><td>A<td>1</table>"),
			map[string]any{"text/html": "<h2>Tides</h2><p>high &amp; low<br>water</p><script>x</script><table><tr><td>A<td>1</table>", "text/plain": "Tides\nhigh & low\nwater\nA\t1"}},
		{"HTML that is none", HTML("1 < 2 <"), map[string]any{"text/html": "1 < 2 <", "text/plain": "1 < 2 <"}},
		{"Markdown", Markdown("*a*"), map[string]any{"text/markdown": "*a*", "text/plain": "*a*"}},
		{"LaTeX", LaTeX("$a$"), map[string]any{"text/latex": "$a$", "text/plain": "$a$"}},
		{"SVG with title", SVG("<svg><title>Tide &lt;A&gt;</title></svg>"), map[string]any{"image/svg+xml": "<svg><title>Tide &lt;A&gt;</title></svg>", "text/plain": "Tide <A>"}},
		{"SVG without", SVG("<svg></svg>"), map[string]any{"image/svg+xml": "<svg></svg>", "text/plain": "SVG image"}},
		{"JSON", JSON([]int{1}), map[string]any{"application/json": json.RawMessage("[1]"), "text/plain": "[\n  1\n]"}},
		{"JSON of a func", JSON(func() {}), map[string]any{"text/plain": "display JSON: json: unsupported type: func()"}},
	} {
		if diff := cmp.Diff(tt.want, tt.b.Data); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// endless is an image whose size alone would fill the memory.
type endless struct{ *image.Uniform }

func (endless) Bounds() image.Rectangle { return image.Rect(0, 0, 1<<31, 1<<31) }

type brokenImage struct{ *image.Uniform }

func (brokenImage) Bounds() image.Rectangle { return image.Rect(0, 0, 2, 2) }
func (brokenImage) At(x, y int) color.Color { panic("no pixel") }

func TestImage(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2))
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, m, nil); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name       string
		v          any
		mime, text string
	}{
		{"image", m, "image/png", "PNG image, 3 x 2 pixels"},
		{"JPEG bytes", jpg.Bytes(), "image/jpeg", "JPEG image, 3 x 2 pixels"},
		{"other bytes", []byte("tide"), "", "display image: 4 bytes that are no PNG, JPEG or GIF"},
		{"cut off", []byte("\x89PNG\r\n\x1a\n"), "", "display image: unexpected EOF"},
		{"no picture", 3, "", "display image: int is neither an image.Image nor the []byte of one"},
		{"empty", image.NewRGBA(image.Rectangle{}), "", "display image: it is empty, its bounds are (0,0)-(0,0)"},
		{"too large", endless{image.Black}, "", "display image: 2147483648 x 2147483648 pixels are more than the limit of 64000000"},
		{"broken", brokenImage{image.Black}, "", "display image: panic in a method of display.brokenImage: no pixel"},
	} {
		b := Image(tt.v)
		if b.String() != tt.text {
			t.Errorf("%s: text = %q, want %q", tt.name, b.String(), tt.text)
		}
		if tt.mime == "" {
			continue
		}
		data, _ := b.Data[tt.mime].(string)
		if raw, err := base64.StdEncoding.DecodeString(data); err != nil || len(raw) == 0 {
			t.Errorf("%s: %s is no base64: %v", tt.name, tt.mime, err)
		}
		if diff := cmp.Diff(map[string]any{tt.mime: map[string]any{"width": 3, "height": 2}}, b.Metadata); diff != "" {
			t.Errorf("%s: metadata (-want +got):\n%s", tt.name, diff)
		}
	}
	if got := Of(m).Data["image/png"]; got == nil {
		t.Error("Of(image) has no PNG")
	}
	if got := Of((*image.RGBA)(nil)).String(); got != "nil" {
		t.Errorf("Of(nil image) = %q, want nil", got)
	}
}

func TestSizeLimit(t *testing.T) {
	b := HTML("<!--" + strings.Repeat("x", MaxBytes) + "-->")
	want := fmt.Sprintf("display text/html: %d bytes are more than the limit of %d", MaxBytes+7, MaxBytes)
	if b.String() != want {
		t.Errorf("HTML over the limit shows %.100q, want %q", b.String(), want)
	}
	var tooLarge *SizeError
	if err := (Bundle{Data: map[string]any{"text/html": strings.Repeat("x", MaxBytes+7)}}).Check(); !errors.As(err, &tooLarge) || tooLarge.Error() != want {
		t.Errorf("Check = %v, want %s", err, want)
	}
	if err := (Bundle{Data: map[string]any{"application/x+json": func() {}}}).Check(); err == nil || !strings.Contains(err.Error(), "application/x+json") {
		t.Errorf("Check of a func = %v, want an error that names application/x+json", err)
	}
}
