// Package zsock has the ZeroMQ sockets of a Jupyter kernel: bound ROUTER and XPUB sockets, which
// strangers may connect to, and DEALER, SUB and REQ connections to them. It owns connections,
// handshakes, queues and limits; it knows nothing of what the messages say.
//
// The rules are those of ZMTP 3.1 (https://rfc.zeromq.org/spec/37/, NULL mechanism), of ROUTER, DEALER
// and REQ (https://rfc.zeromq.org/spec/28/) and of PUB and SUB (https://rfc.zeromq.org/spec/29/).
// Connections and codec are zmq4's. Everything that zmq4 reads from the wire has been checked here
// before, so that no length, property or type that a peer claims can crash the process or make it
// allocate what the peer has not sent.
//
// A peer that is silent, hostile or slow costs no other peer anything: handshakes run side by side
// under a deadline, every peer has its own bounded queue and its own writer, and one that
// takes or sends nothing for too long is cut off.
package zsock

import (
	"errors"
	"fmt"

	"github.com/go-zeromq/zmq4"
)

// A Kind is a ZeroMQ socket type.
type Kind int

// Router and XPub are bound by Listen; Dealer, Sub and Req are connected by Dial.
const (
	Router Kind = iota + 1
	XPub
	Dealer
	Sub
	Req
)

func (k Kind) String() string { return string(k.zmq()) }

// zmq returns the name that the Socket-Type property carries, "" for no kind.
func (k Kind) zmq() zmq4.SocketType {
	switch k {
	case Router:
		return zmq4.Router
	case XPub:
		return zmq4.XPub
	case Dealer:
		return zmq4.Dealer
	case Sub:
		return zmq4.Sub
	case Req:
		return zmq4.Req
	}
	return ""
}

// accepts reports whether a peer that names itself so may talk to k ("Socket-Type Property" in RFC 37).
func (k Kind) accepts(peer string) bool {
	switch k {
	case Router:
		return peer == "DEALER" || peer == "REQ" || peer == "ROUTER"
	case XPub:
		return peer == "SUB" || peer == "XSUB"
	case Dealer:
		return peer == "ROUTER" || peer == "REP" || peer == "DEALER"
	case Sub:
		return peer == "XPUB" || peer == "PUB"
	case Req:
		return peer == "ROUTER" || peer == "REP"
	}
	return false
}

// Why a connection ended, apart from what the peer sent (ProtocolError) and io.EOF.
var (
	ErrClosed   = errors.New("closed")                                    // by this side
	ErrStalled  = errors.New("peer took or sent no byte for too long")    // Limits.Stall
	ErrOverflow = errors.New("peer reads too slowly, its queue is full")  // Limits.Queue
	ErrCrowded  = errors.New("too many connections")                      // Limits.MaxPeers, MaxHandshakes
	ErrMemory   = errors.New("too many bytes of unread messages in all")  // Limits.MaxInbound
	ErrOrder    = errors.New("a REQ sends and receives in turn (RFC 28)") // Conn.Send, Conn.Recv
)

// A Reason says what is wrong with the bytes of a peer.
type Reason int

// The reasons of a ProtocolError.
const (
	BadGreeting   Reason = iota + 1 // no ZMTP 3 signature or version
	BadMechanism                    // a security mechanism other than NULL
	BadCommand                      // a malformed command, or not READY in the handshake
	BadProperty                     // malformed metadata
	BadSocketType                   // missing, unknown, or not one that may connect
	BadIdentity                     // too long, or reserved (leading zero byte)
	BadFlags                        // reserved flag bits, or a command within a message
	TooLarge                        // a frame or message beyond the limit
	TooManyFrames                   // in one message
	TooManyTopics                   // subscribed by one peer
	RefusedByPeer                   // the peer sent ERROR
)

func (r Reason) String() string {
	names := [...]string{"?", "bad greeting", "unsupported security mechanism", "bad command",
		"bad property", "bad socket type", "bad identity", "bad frame flags", "too large",
		"too many frames", "too many subscriptions", "refused by peer"}
	if r < 0 || int(r) >= len(names) {
		r = 0
	}
	return names[r]
}

// A ProtocolError reports that a peer sent what ZMTP or the limits do not allow.
type ProtocolError struct {
	Reason Reason
	Detail string
}

func (e *ProtocolError) Error() string { return e.Reason.String() + ": " + e.Detail }

func protocolErrorf(r Reason, format string, args ...any) *ProtocolError {
	return &ProtocolError{Reason: r, Detail: fmt.Sprintf(format, args...)}
}
