package grader

import (
	"context"
	"encoding/json"

	"weft/grader/checks"
	"weft/grader/exercise"
	"weft/grader/observe"
)

// Cases are the cases of an exercise's judge. An error may be the author's: a judge that does not compile or is not in order.
func (g *Grader) Cases(ctx context.Context, e *exercise.Exercise) ([]checks.Listed, error) {
	p, err := g.prepare(ctx, e)
	if err != nil {
		return nil, err
	}
	return p.cases()
}

func (p *prepared) cases() ([]checks.Listed, error) {
	j, err := p.take()
	if err != nil {
		return nil, err
	}
	cases, err := j.Cases()
	p.give(j, err == nil)
	return cases, err
}

// inputs are those of the exercise's cases by name, without those of properties.
func (p *prepared) inputs() (map[string]json.RawMessage, error) {
	cases, err := p.cases()
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
