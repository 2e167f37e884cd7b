package checks

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"weft/grader/observe"
)

// Output is what the driver reported as the result of a run. The error is ours: driver and judge do not agree.
func Output[T any](r observe.Run) (T, error) {
	var v T
	if err := json.Unmarshal(r.Value, &v); err != nil {
		return v, fmt.Errorf("read the driver's result %.200s as %T: %w", r.Value, v, err)
	}
	return v, nil
}

// Value is content if the part of the result that of picks out is want. Nil and empty slices and maps are the same, since
// results travel as JSON.
func Value[T, V any](what string, of func(T) V, want V) Check {
	return Holds(func(v T) Finding {
		got := of(v)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateNaNs()); diff != "" {
			return Failf("%s is not what it should be (-want +got):\n%s", what, unified(diff)).Want(show(want), show(got))
		}
		return Pass()
	})
}

// Holds is content if a function of the result is.
func Holds[T any](f func(T) Finding) Check {
	return func(r observe.Run) Finding {
		v, err := Output[T](r)
		if err != nil {
			panic(err) // of the exercise: no verdict
		}
		return f(v)
	}
}

// unified is a difference of go-cmp without its unstable no-break spaces.
func unified(diff string) string {
	return strings.TrimRight(strings.ReplaceAll(diff, "\u00a0", " "), "\n")
}

// maxShown is how much of a value a finding shows, in bytes.
const maxShown = 400

// show is a value as findings write it.
func show(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%+v", v)
	}
	if len(data) > maxShown {
		return strings.ToValidUTF8(string(data[:maxShown]), "") + "…"
	}
	return string(data)
}
