package cross

// The methods of this file carry the most frequent maps at compiled speed; see the file of the slices.

func (w *Writer) MapTextText(m map[string]string)     { putMap(w, m, w.Text, w.Text) }
func (w *Writer) MapTextInt(m map[string]int)         { putMap(w, m, w.Text, w.Int) }
func (w *Writer) MapTextFloat64(m map[string]float64) { putMap(w, m, w.Text, w.Float64) }
func (w *Writer) MapTextBool(m map[string]bool)       { putMap(w, m, w.Text, w.Bool) }
func (w *Writer) MapIntText(m map[int]string)         { putMap(w, m, w.Int, w.Text) }
func (w *Writer) MapIntInt(m map[int]int)             { putMap(w, m, w.Int, w.Int) }
func (w *Writer) MapIntFloat64(m map[int]float64)     { putMap(w, m, w.Int, w.Float64) }
func (w *Writer) MapIntBool(m map[int]bool)           { putMap(w, m, w.Int, w.Bool) }
func (w *Writer) MapInt32Text(m map[int32]string)     { putMap(w, m, w.Int32, w.Text) }
func (w *Writer) MapInt32Int(m map[int32]int)         { putMap(w, m, w.Int32, w.Int) }
func (w *Writer) MapInt32Float64(m map[int32]float64) { putMap(w, m, w.Int32, w.Float64) }
func (w *Writer) MapInt32Bool(m map[int32]bool)       { putMap(w, m, w.Int32, w.Bool) }

func putMap[K comparable, V any](w *Writer, m map[K]V, key func(K), value func(V)) {
	if m == nil {
		w.Nil()
		return
	}
	w.Len(len(m))
	for k, v := range m {
		key(k)
		value(v)
	}
}

func (r *Reader) MapTextText() map[string]string     { return getMap(r, r.Text, r.Text) }
func (r *Reader) MapTextInt() map[string]int         { return getMap(r, r.Text, r.Int) }
func (r *Reader) MapTextFloat64() map[string]float64 { return getMap(r, r.Text, r.Float64) }
func (r *Reader) MapTextBool() map[string]bool       { return getMap(r, r.Text, r.Bool) }
func (r *Reader) MapIntText() map[int]string         { return getMap(r, r.Int, r.Text) }
func (r *Reader) MapIntInt() map[int]int             { return getMap(r, r.Int, r.Int) }
func (r *Reader) MapIntFloat64() map[int]float64     { return getMap(r, r.Int, r.Float64) }
func (r *Reader) MapIntBool() map[int]bool           { return getMap(r, r.Int, r.Bool) }
func (r *Reader) MapInt32Text() map[int32]string     { return getMap(r, r.Int32, r.Text) }
func (r *Reader) MapInt32Int() map[int32]int         { return getMap(r, r.Int32, r.Int) }
func (r *Reader) MapInt32Float64() map[int32]float64 { return getMap(r, r.Int32, r.Float64) }
func (r *Reader) MapInt32Bool() map[int32]bool       { return getMap(r, r.Int32, r.Bool) }

func getMap[K comparable, V any](r *Reader, key func() K, value func() V) map[K]V {
	n := r.Len()
	if n > len(r.buf)/2 {
		r.Fail("it ends too early")
		n = -1
	}
	if n < 0 {
		return nil
	}
	m := make(map[K]V, n)
	for range n {
		k := key()
		m[k] = value()
		if r.err != nil {
			break
		}
	}
	return m
}
