package interp

import (
	"reflect"

	"weft/kernel/engine/native/cross"
)

// crossPath is what generated cells import to write variables for compiled cells, and to read them.
const crossPath = "weft/cross"

// crossSymbols is its table. What only compiled programs use is not in it.
func crossSymbols() map[string]reflect.Value {
	of := reflect.ValueOf
	return map[string]reflect.Value{
		"Writer": of((*cross.Writer)(nil)), "Reader": of((*cross.Reader)(nil)),
		"NewWriter": of(cross.NewWriter), "NewReader": of(cross.NewReader),
		"Open": of(cross.Open), "Save": of(cross.Save), "Load": of(cross.Load),
	}
}
