package zsock

import "time"

// A PeerID names one connection of a Socket in logs. It is never used twice.
type PeerID string

// Limits bound what peers can cost a Socket. A zero field means its default.
type Limits struct {
	Handshake time.Duration // from accept to READY; default 10s
	Stall     time.Duration // a peer that takes no byte for so long, or stops within a message, is cut off; default 60s
	Linger    time.Duration // the same during Close; default 2s

	MaxMessage    int64 // bytes of a message that a peer sends; default 512 MiB
	MaxFrames     int   // of such a message; default 4096
	MaxInbound    int64 // bytes of messages that peers have begun and Recv has not returned; default 1 GiB
	MaxPeers      int   // established; newcomers beyond are refused; default 1024
	MaxHandshakes int   // at one time; the oldest gives way to a newcomer; default 128

	// Queue is how many bytes may wait for one peer (default 256 MiB). A ROUTER cuts a peer off
	// that has more waiting. An XPUB first drops what was given to PublishStream.
	Queue int64

	// Welcome makes the message that an XPUB sends to a peer alone, whatever it subscribed to, for
	// every subscription that arrives, also repeated ones. Nothing comes between it and what the
	// subscription brings. It must not use the socket. Default: none.
	Welcome func(topic []byte) [][]byte

	// Early is how long after Listen an XPUB gives a peer with its first subscription all that has been
	// published so far, after the welcome (not more than 1 MiB in all). Default: not at all.
	Early time.Duration

	// OnPeer is called when a ROUTER can reach a peer of this identity from now on, on a goroutine of
	// that connection. It may use the socket.
	OnPeer func(identity string)

	// OnEnd is called when a connection has ended, established or not, with the cause: io.EOF, a
	// *ProtocolError, one of this package's errors, or one of the network. It must not block.
	OnEnd func(id PeerID, cause error)
}

// maxTopics and maxTopic bound the subscriptions of one peer: every message is compared with all of
// them. iopub's subscribers use one or two.
const (
	maxTopics = 64
	maxTopic  = 4 << 10 // bytes
)

// withDefaults returns l for a socket of kind k.
func (l Limits) withDefaults(k Kind) Limits {
	orDefault(&l.Handshake, 10*time.Second)
	orDefault(&l.Stall, time.Minute)
	orDefault(&l.Linger, 2*time.Second)
	orDefault(&l.MaxMessage, 512<<20)
	orDefault(&l.MaxFrames, 4096)
	orDefault(&l.MaxInbound, 1<<30)
	orDefault(&l.MaxPeers, 1024)
	orDefault(&l.MaxHandshakes, 128)
	orDefault(&l.Queue, 256<<20)
	if k == XPub { // subscribers send only subscriptions
		l.MaxMessage = 1 + maxTopic + frameCost
		l.MaxFrames = 1
	}
	return l
}

func orDefault[T int | int64 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// frameCost is what a frame costs besides its bytes, so that empty frames count as well.
const frameCost = 32

// cost returns the bytes that a message occupies in a queue.
func cost(frames [][]byte) int64 {
	n := int64(frameCost)
	for _, f := range frames {
		n += int64(len(f)) + frameCost
	}
	return n
}
