// Package show connects weft/display with the process that runs a compiled cell. Generated code imports
// it, as weft/cross/show, if the cell uses display or has a value to show; importing it is enough for
// display. It is apart from package cross because display takes its time to be linked.
package show

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"weft/kernel/display"
	"weft/kernel/engine/native/cross"
)

func init() {
	if cross.Running() {
		display.Connect(sink{})
	}
}

// Result shows the value of a cell's last expression; several values are those of a call.
func Result(values ...any) {
	var b display.Bundle
	if len(values) == 1 {
		b = display.Of(values[0])
	} else {
		b = display.Of(tuple(values))
	}
	send(cross.Event{Kind: cross.Result}, b)
}

// tuple is shown as the single values are, one after another.
type tuple []any

func (t tuple) String() string {
	var texts []string
	for _, v := range t {
		texts = append(texts, display.Of(v).String())
	}
	return strings.Join(texts, ", ")
}

// sink sends displays as events. Each call returns when the event has been handled.
type sink struct{}

func (sink) Display(b display.Bundle, id string) { send(cross.Event{Kind: cross.Display, ID: id}, b) }
func (sink) Update(b display.Bundle, id string)  { send(cross.Event{Kind: cross.Update, ID: id}, b) }
func (sink) Clear(wait bool)                     { cross.Send(cross.Event{Kind: cross.Clear, Wait: wait}) }

func (sink) Input(prompt string, password bool) (string, error) {
	a, err := cross.Send(cross.Event{Kind: cross.Input, Prompt: prompt, Password: password})
	switch {
	case err != nil:
		return "", err
	case a.Error != "":
		return "", errors.New(a.Error)
	case a.EOF:
		return "", io.EOF
	}
	return a.Text, nil
}

// send sends a bundle. What cannot be encoded is replaced by the reason.
func send(e cross.Event, b display.Bundle) {
	var err error
	if e.Data, err = parts(b.Data); err != nil {
		e.Data = []cross.Part{{MIME: "text/plain", Data: []byte(err.Error())}}
	}
	e.Metadata, _ = parts(b.Metadata)
	cross.Send(e)
}

func parts(data map[string]any) ([]cross.Part, error) {
	var list []cross.Part
	for _, mime := range slices.Sorted(maps.Keys(data)) {
		switch v := data[mime].(type) {
		case string:
			list = append(list, cross.Part{MIME: mime, Data: []byte(v)})
		case []byte:
			list = append(list, cross.Part{MIME: mime, Data: v})
		default:
			enc, err := json.Marshal(v)
			if err != nil {
				return nil, errors.New("encode " + mime + ": " + err.Error())
			}
			list = append(list, cross.Part{MIME: mime, JSON: true, Data: enc})
		}
	}
	return list, nil
}
