package cross

import "testing"

func BenchmarkFloat64s(b *testing.B) {
	data := make([]float64, 1<<17)
	w := NewWriter()
	b.Run("put", func(b *testing.B) {
		b.SetBytes(8 << 17)
		for b.Loop() {
			w.Reset()
			w.Float64s(data)
		}
	})
	b.Run("get", func(b *testing.B) {
		b.SetBytes(8 << 17)
		for b.Loop() {
			NewReader(w.Encoded()).Float64s()
		}
	})
}

func BenchmarkTexts(b *testing.B) {
	data := make([]string, 1<<16)
	for i := range data {
		data[i] = "a word or two"
	}
	w := NewWriter()
	b.Run("put", func(b *testing.B) {
		for b.Loop() {
			w.Reset()
			w.Texts(data)
		}
	})
	b.Run("get", func(b *testing.B) {
		for b.Loop() {
			NewReader(w.Encoded()).Texts()
		}
	})
}
