package client

import (
	"fmt"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// Content returns the typed content of a message that a kernel publishes, such as msg.Stream.
// Numbers in bundles become float64; callers that need their digits read m.Content.
func Content(m *wire.Message) (msg.Content, error) {
	switch m.Header.MsgType {
	case msg.TypeStatus:
		return decode[msg.Status](m)
	case msg.TypeStream:
		return decode[msg.Stream](m)
	case msg.TypeDisplayData:
		return decode[msg.DisplayData](m)
	case msg.TypeUpdateDisplayData:
		return decode[msg.UpdateDisplayData](m)
	case msg.TypeExecuteInput:
		return decode[msg.ExecuteInput](m)
	case msg.TypeExecuteResult:
		return decode[msg.ExecuteResult](m)
	case msg.TypeError:
		return decode[msg.Error](m)
	case msg.TypeClearOutput:
		return decode[msg.ClearOutput](m)
	case msg.TypeCommOpen:
		return decode[msg.CommOpen](m)
	case msg.TypeCommMsg:
		return decode[msg.CommMsg](m)
	case msg.TypeCommClose:
		return decode[msg.CommClose](m)
	case msg.TypeIopubWelcome:
		return decode[msg.IopubWelcome](m)
	case msg.TypeShutdownReply:
		return decode[msg.ShutdownReply](m)
	}
	return nil, fmt.Errorf("message of type %q has no known content", m.Header.MsgType)
}

func decode[C msg.Content](m *wire.Message) (msg.Content, error) {
	var c C
	if err := msg.Decode(m.Content, &c); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Header.MsgType, err)
	}
	return c, nil
}
