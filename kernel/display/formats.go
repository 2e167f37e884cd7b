package display

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // so that GIF images can be measured
	_ "image/jpeg"
	"image/png"
	"strings"
)

// maxPixels bounds an image.Image before it is encoded: one of 8,000 x 8,000.
const maxPixels = 64_000_000

// HTML returns a bundle that shows s as HTML. Nothing in s is escaped: pass what strangers wrote
// through html.EscapeString first.
func HTML(s string) Bundle { return text(mimeHTML, s, plainHTML(s)) }

// Markdown returns a bundle that shows s as Markdown.
func Markdown(s string) Bundle { return text(mimeMarkdown, s, s) }

// LaTeX returns a bundle that shows s, with its $ or \begin, as mathematics.
func LaTeX(s string) Bundle { return text(mimeLaTeX, s, s) }

// SVG returns a bundle that shows s, an SVG document.
func SVG(s string) Bundle { return text(mimeSVG, s, svgText(s)) }

func text(mime, s, plain string) Bundle {
	return checked(Bundle{Data: map[string]any{mime: s, mimeText: plain}})
}

// JSON returns a bundle that shows v, encoded by encoding/json, as a tree.
func JSON(v any) Bundle {
	raw, err := encodeJSON(v)
	if err != nil {
		return failed(err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, raw, "", "  "); err != nil {
		return failed(fmt.Errorf("display JSON: %w", err))
	}
	return checked(Bundle{Data: map[string]any{mimeJSON: raw, mimeText: clip(indented.String(), maxText)}})
}

func encodeJSON(v any) (raw json.RawMessage, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("display JSON: panic in a method of %T: %v", v, p)
		}
	}()
	if raw, err = json.Marshal(v); err != nil {
		return nil, fmt.Errorf("display JSON: %w", err)
	}
	return raw, nil
}

// Image returns a bundle that shows a picture: an image.Image, which becomes a PNG, or the bytes of
// an encoded PNG, JPEG or GIF. For anything else the bundle's text says what is wrong.
func Image(v any) Bundle {
	switch v := v.(type) {
	case image.Image:
		encoded, err := encodePNG(v)
		if err != nil {
			return failed(err)
		}
		return encodedImage(encoded)
	case []byte:
		return encodedImage(v)
	}
	return failed(fmt.Errorf("display image: %T is neither an image.Image nor the []byte of one", v))
}

func encodePNG(m image.Image) (encoded []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("display image: panic in a method of %T: %v", m, p)
		}
	}()
	b := m.Bounds()
	if b.Empty() {
		return nil, fmt.Errorf("display image: it is empty, its bounds are %v", b)
	}
	if b.Dx() > maxPixels || b.Dy() > maxPixels || b.Dx()*b.Dy() > maxPixels {
		return nil, fmt.Errorf("display image: %d x %d pixels are more than the limit of %d", b.Dx(), b.Dy(), maxPixels)
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		return nil, fmt.Errorf("display image: encode PNG: %w", err)
	}
	return buf.Bytes(), nil
}

func encodedImage(encoded []byte) Bundle {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(encoded))
	if errors.Is(err, image.ErrFormat) {
		return failed(fmt.Errorf("display image: %d bytes that are no PNG, JPEG or GIF", len(encoded)))
	}
	if err != nil {
		return failed(fmt.Errorf("display image: %w", err))
	}
	mime := "image/" + format
	return checked(Bundle{
		Data: map[string]any{
			mime:     base64.StdEncoding.EncodeToString(encoded),
			mimeText: fmt.Sprintf("%s image, %d x %d pixels", strings.ToUpper(format), cfg.Width, cfg.Height),
		},
		Metadata: map[string]any{mime: map[string]any{"width": cfg.Width, "height": cfg.Height}},
	})
}
