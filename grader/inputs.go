package grader

import (
	"context"
	"encoding/json"

	"weft/grader/exercise"
	"weft/grader/observe"
)

// inputs are those of the exercise's cases by name, without those of properties.
func (p *prepared) inputs() (map[string]json.RawMessage, error) {
	j, err := p.take()
	if err != nil {
		return nil, err
	}
	cases, err := j.Cases()
	p.give(j, err == nil)
	if err != nil {
		return nil, err
	}
	inputs := map[string]json.RawMessage{}
	for _, c := range cases {
		if !c.Property {
			inputs[c.Name] = c.Input
		}
	}
	return inputs, nil
}

// raceRun runs a case with the race detector, again if we fail.
func (c *call) raceRun(ctx context.Context, k exercise.Case, input json.RawMessage) (r observe.Run, err error) {
	for range attempts {
		if r, err = c.race.Run(ctx, k.Name, input, 0, limitsOf(c.exercise, k)); err == nil || ctx.Err() != nil {
			break
		}
	}
	return r, err
}
