package interp

import (
	"reflect"
	"unsafe"
)

// Quick selects. A select statement is a call of rt's Select, which makes a list of cases for reflect. If all
// its channels have lanes, and are not more than the statement in decide has room for, that statement does it:
// channels that are not there are nil, which are never ready.

// A choice is a select statement's call that is being made.
type choice struct {
	*nodes
	cases     []option
	otherwise int // the number of the default clause, -1 if there is none
}

// An option is a case.
type option struct {
	number    int
	ch, value getter // value is what is sent, nil if it receives
}

// choiceOf reads the letters of rt's Select.
func (c *directCall) choiceOf(ops string) (*choice, bool) {
	s := &choice{nodes: c.nodes, otherwise: -1}
	args := c.args[1:]
	for i, op := range ops {
		if op == 'd' {
			s.otherwise = i
			continue
		}
		o := option{number: i}
		if len(args) == 0 {
			return nil, false
		}
		o.ch, args = args[0], args[1:]
		if op == 's' {
			if len(args) == 0 {
				return nil, false
			}
			o.value, args = args[0], args[1:]
		}
		s.cases = append(s.cases, o)
	}
	return s, len(args) == 0
}

// chosen is what rt's Select returns.
type chosen struct {
	number int
	v      any
	ok     bool
}

// A room is the channels of a select statement as wait uses them, and what came of it.
type room struct {
	words      [4]chan word // to receive from
	texts      [2]chan string
	sends      [2]chan word
	values     [2]word // to send
	nw, nt, ns int     // how many there are

	wordsOf, textsOf, sendsOf [4]int // their indexes in cases

	done <-chan struct{}
	word word
	text string
	ok   bool
}

// decide carries out the statement. known is false if it has to be done in another way; stopped is true if
// the cell has been.
func (s *choice) decide(frame unsafe.Pointer) (c chosen, stopped, known bool) {
	var r room
	if s.otherwise < 0 {
		if r.done = s.until(frame); r.done == nil {
			return c, false, false
		}
	}
	var channels [8]reflect.Value
	for i, o := range s.cases {
		ch := o.ch(frame)
		switch kind := kindOf(ch); {
		case i >= len(channels):
			return c, false, false
		case kind == wordKind && o.value == nil && r.nw < len(r.words):
			r.words[r.nw], r.wordsOf[r.nw] = as[word](ch), i
			r.nw++
		case kind == stringKind && o.value == nil && r.nt < len(r.texts):
			r.texts[r.nt], r.textsOf[r.nt] = as[string](ch), i
			r.nt++
		case kind == wordKind && o.value != nil && r.ns < len(r.sends):
			v := o.value(frame)
			if v.Kind() != ch.Type().Elem().Kind() {
				return c, false, false
			}
			r.sends[r.ns], r.values[r.ns], r.sendsOf[r.ns] = as[word](ch), wordOf(v), i
			r.ns++
		default:
			return c, false, false
		}
		channels[i] = ch
	}
	i := r.wait(s.otherwise < 0)
	switch i {
	case stoppedWait:
		return c, true, true
	case nothing:
		return chosen{number: s.otherwise}, false, true
	}
	c = chosen{number: s.cases[i].number}
	if s.cases[i].value == nil {
		c.v, c.ok = r.received(channels[i].Type().Elem()), r.ok
	}
	return c, false, true
}

// received is what was received, of type t.
func (r *room) received(t reflect.Type) any {
	switch {
	case t == reflect.TypeFor[int]():
		return int(r.word)
	case t == reflect.TypeFor[string]():
		return r.text
	}
	v := reflect.New(t).Elem()
	if t.Kind() == reflect.String {
		v.SetString(r.text)
	} else {
		setWord(v, r.word)
	}
	return v.Interface()
}

// What wait returns instead of the index of a case.
const (
	stoppedWait = -1
	nothing     = -2
)

// wait carries out a case and returns its index; nothing if none is ready and it need not wait.
func (r *room) wait(blocks bool) int {
	if !blocks {
		select {
		case r.word, r.ok = <-r.words[0]:
			return r.wordsOf[0]
		case r.word, r.ok = <-r.words[1]:
			return r.wordsOf[1]
		case r.word, r.ok = <-r.words[2]:
			return r.wordsOf[2]
		case r.word, r.ok = <-r.words[3]:
			return r.wordsOf[3]
		case r.text, r.ok = <-r.texts[0]:
			return r.textsOf[0]
		case r.text, r.ok = <-r.texts[1]:
			return r.textsOf[1]
		case r.sends[0] <- r.values[0]:
			return r.sendsOf[0]
		case r.sends[1] <- r.values[1]:
			return r.sendsOf[1]
		default:
			return nothing
		}
	}
	if r.nt+r.ns == 0 {
		select {
		case r.word, r.ok = <-r.words[0]:
			return r.wordsOf[0]
		case r.word, r.ok = <-r.words[1]:
			return r.wordsOf[1]
		case r.word, r.ok = <-r.words[2]:
			return r.wordsOf[2]
		case r.word, r.ok = <-r.words[3]:
			return r.wordsOf[3]
		case <-r.done:
			return stoppedWait
		}
	}
	select {
	case r.word, r.ok = <-r.words[0]:
		return r.wordsOf[0]
	case r.word, r.ok = <-r.words[1]:
		return r.wordsOf[1]
	case r.word, r.ok = <-r.words[2]:
		return r.wordsOf[2]
	case r.word, r.ok = <-r.words[3]:
		return r.wordsOf[3]
	case r.text, r.ok = <-r.texts[0]:
		return r.textsOf[0]
	case r.text, r.ok = <-r.texts[1]:
		return r.textsOf[1]
	case r.sends[0] <- r.values[0]:
		return r.sendsOf[0]
	case r.sends[1] <- r.values[1]:
		return r.sendsOf[1]
	case <-r.done:
		return stoppedWait
	}
}
