package pipe

// kind tells messages apart on the wire. The numbers are part of [Version].
type kind uint8

const (
	kindEval kind = iota + 1
	kindInterrupt
	kindAck
	kindInputReply
	kindClose
	kindSurvey
	kindLimit
)

const (
	kindReady kind = iota + 65
	kindStarted
	kindDisplay
	kindResult
	kindClear
	kindInput
	kindLate
	kindPanic
	kindDone
	kindDeadlock
	kindLeak
	kindGoroutines
	kindRecording
)

// blank returns an empty message to decode into, or nil if k is not a kind.
func (k kind) blank() Message {
	switch k {
	case kindEval:
		return new(Eval)
	case kindInterrupt:
		return new(Interrupt)
	case kindAck:
		return new(Ack)
	case kindInputReply:
		return new(InputReply)
	case kindClose:
		return new(Close)
	case kindReady:
		return new(Ready)
	case kindStarted:
		return new(Started)
	case kindDisplay:
		return new(Display)
	case kindResult:
		return new(Result)
	case kindClear:
		return new(Clear)
	case kindInput:
		return new(Input)
	case kindLate:
		return new(Late)
	case kindPanic:
		return new(Panic)
	case kindDone:
		return new(Done)
	case kindSurvey:
		return new(Survey)
	case kindLimit:
		return new(Limit)
	case kindDeadlock:
		return new(Deadlock)
	case kindLeak:
		return new(Leak)
	case kindGoroutines:
		return new(Goroutines)
	case kindRecording:
		return new(Recording)
	}
	return nil
}

func (*Eval) kind() kind       { return kindEval }
func (*Interrupt) kind() kind  { return kindInterrupt }
func (*Ack) kind() kind        { return kindAck }
func (*InputReply) kind() kind { return kindInputReply }
func (*Close) kind() kind      { return kindClose }
func (*Ready) kind() kind      { return kindReady }
func (*Started) kind() kind    { return kindStarted }
func (*Display) kind() kind    { return kindDisplay }
func (*Result) kind() kind     { return kindResult }
func (*Clear) kind() kind      { return kindClear }
func (*Input) kind() kind      { return kindInput }
func (*Late) kind() kind       { return kindLate }
func (*Panic) kind() kind      { return kindPanic }
func (*Done) kind() kind       { return kindDone }
func (*Recording) kind() kind  { return kindRecording }
func (*Goroutines) kind() kind { return kindGoroutines }
func (*Leak) kind() kind       { return kindLeak }
func (*Deadlock) kind() kind   { return kindDeadlock }
func (*Survey) kind() kind     { return kindSurvey }
func (*Limit) kind() kind      { return kindLimit }

func (*Eval) raw() []*[]byte        { return nil }
func (*Interrupt) raw() []*[]byte   { return nil }
func (*Ack) raw() []*[]byte         { return nil }
func (*InputReply) raw() []*[]byte  { return nil }
func (*Close) raw() []*[]byte       { return nil }
func (*Ready) raw() []*[]byte       { return nil }
func (*Started) raw() []*[]byte     { return nil }
func (m *Display) raw() []*[]byte   { return append(m.Data.raw(), m.Metadata.raw()...) }
func (m *Result) raw() []*[]byte    { return append(m.Data.raw(), m.Metadata.raw()...) }
func (*Clear) raw() []*[]byte       { return nil }
func (*Input) raw() []*[]byte       { return nil }
func (m *Late) raw() []*[]byte      { return []*[]byte{&m.Text} }
func (*Panic) raw() []*[]byte       { return nil }
func (*Done) raw() []*[]byte        { return nil }
func (*Survey) raw() []*[]byte      { return nil }
func (*Limit) raw() []*[]byte       { return nil }
func (*Deadlock) raw() []*[]byte    { return nil }
func (*Leak) raw() []*[]byte        { return nil }
func (*Goroutines) raw() []*[]byte  { return nil }
func (m *Recording) raw() []*[]byte { return []*[]byte{&m.Trace, &m.Notes} }
