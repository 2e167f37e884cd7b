package display

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// numbers are a slice's values.
type numbers struct {
	of        []float64
	durations bool // in nanoseconds
}

var durationType = reflect.TypeFor[time.Duration]()

// numbersOf reads a slice or array of numbers or durations.
func numbersOf(v any) (numbers, error) {
	rv, t := reflected(v)
	if k := rv.Kind(); k != reflect.Slice && k != reflect.Array {
		return numbers{}, fmt.Errorf("%s is no slice of numbers", nameOf(rv, t))
	}
	n := numbers{of: make([]float64, rv.Len()), durations: rv.Type().Elem() == durationType}
	for i := range n.of {
		f, ok := number(rv.Index(i))
		if !ok {
			return numbers{}, fmt.Errorf("%s is no slice of numbers", nameOf(rv, t))
		}
		n.of[i] = f
	}
	if len(n.of) == 0 {
		return n, errors.New("the slice is empty")
	}
	return n, nil
}

func nameOf(v reflect.Value, t Type) string {
	if !v.IsValid() {
		return "nil"
	}
	return typeName(v, t)
}

func number(v reflect.Value) (float64, bool) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch {
	case !v.IsValid():
		return 0, false
	case v.CanInt():
		return float64(v.Int()), true
	case v.CanUint():
		return float64(v.Uint()), true
	case v.CanFloat():
		return v.Float(), true
	}
	return 0, false
}

// labelledOf reads the numbers of a slice, labelled 0, 1, 2 and so on, or of a map, by its sorted keys.
func labelledOf(v any) ([]string, numbers, error) {
	rv, _ := reflected(v)
	if rv.Kind() != reflect.Map {
		values, err := numbersOf(v)
		var labels []string
		for i := range values.of {
			labels = append(labels, tick(float64(i)))
		}
		return labels, values, err
	}
	values := numbers{durations: rv.Type().Elem() == durationType}
	var labels []string
	for _, e := range sortedEntries(rv) {
		f, ok := number(e.value)
		if !ok {
			return nil, numbers{}, fmt.Errorf("%s is no map of numbers", nameOf(rv, nil))
		}
		labels, values.of = append(labels, label(e.key)), append(values.of, f)
	}
	if len(labels) == 0 {
		return nil, numbers{}, errors.New("the map is empty")
	}
	return labels, values, nil
}

// textsOf reads what stands below bars.
func textsOf(v any) ([]string, error) {
	rv, t := reflected(v)
	if k := rv.Kind(); k != reflect.Slice && k != reflect.Array {
		return nil, fmt.Errorf("%s is no slice of texts or numbers", nameOf(rv, t))
	}
	var texts []string
	for i := range rv.Len() {
		texts = append(texts, label(rv.Index(i)))
	}
	if len(texts) == 0 {
		return nil, errors.New("the slice is empty")
	}
	return texts, nil
}

func label(v reflect.Value) string {
	if f, ok := number(v); ok && v.Type() != durationType {
		return tick(f)
	}
	return shorten(fmt.Sprint(v.Interface()))
}

// A unit is one of durations.
type unit struct {
	name string
	of   time.Duration
}

// units are the largest first.
var units = [...]unit{{"s", time.Second}, {"ms", time.Millisecond}, {"µs", time.Microsecond}, {"ns", time.Nanosecond}}

// scale brings durations on an axis to the unit that suits the largest, and says which on the axis.
func scale(a *Axis, all ...*numbers) {
	largest := 0.0
	for _, n := range all {
		if !n.durations {
			return
		}
		for _, v := range n.of {
			largest = max(largest, v, -v)
		}
	}
	at := slices.IndexFunc(units[:], func(u unit) bool { return largest >= float64(u.of) })
	if at < 0 {
		at = len(units) - 1
	}
	for _, n := range all {
		for i := range n.of {
			n.of[i] /= float64(units[at].of)
		}
	}
	if a.Label = strings.TrimSpace(a.Label); a.Label == "" {
		a.Label = units[at].name
	} else {
		a.Label += " (" + units[at].name + ")"
	}
}
