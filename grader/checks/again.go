package checks

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"pgregory.net/rapid"
)

// Again judges one run of the case, made anew. A property needs an input to be judged once.
func (c Case) Again(a Again, run Runner) (verdicts []Verdict, err error) {
	defer func() {
		if v := recover(); v != nil {
			verdicts, err = nil, fmt.Errorf("case %q: its checks panicked: %v", c.Name, v)
		}
	}()
	if c.Property != nil {
		input, err := c.Property.decode(a.Input)
		if err != nil {
			return nil, fmt.Errorf("case %q: %w", c.Name, err)
		}
		r, err := run(input, 0)
		if err != nil {
			return nil, err
		}
		return []Verdict{c.Property.ask(input, r)}, nil
	}
	r, err := run(c.Input, a.Seed)
	if err != nil {
		return nil, err
	}
	if a.Seed != 0 {
		r = Rounded(r)
	}
	return c.ask(r, a.Seed), nil
}

// decode is data as a value of the type that is drawn.
func (p *Property) decode(data json.RawMessage) (any, error) {
	if len(data) == 0 {
		return nil, errors.New("its inputs are drawn: say which one")
	}
	example := reflect.TypeOf(rapid.Custom(p.Draw).Example(PropertySeed))
	if example == nil {
		return nil, errors.New("what it draws has no type")
	}
	v := reflect.New(example)
	if err := json.Unmarshal(data, v.Interface()); err != nil {
		return nil, fmt.Errorf("read the input %.200s: %w", data, err)
	}
	return v.Elem().Interface(), nil
}
