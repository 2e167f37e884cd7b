// Package wire turns ZeroMQ frames into signed Jupyter messages and back. It does
// no I/O and knows no message's content.
//
// The layout is that of "The Wire Protocol" in the Jupyter messaging specification 5.5:
// identities, the delimiter <IDS|MSG>, an HMAC, four JSON dictionaries, raw buffers.
package wire

import "encoding/json"

// ProtocolVersion is the messaging protocol's version that this package writes into headers.
const ProtocolVersion = "5.5"

// A Header identifies a message.
type Header struct {
	MsgID      string `json:"msg_id"`
	Session    string `json:"session"`
	Username   string `json:"username"`
	Date       string `json:"date"` // ISO 8601, UTC
	MsgType    string `json:"msg_type"`
	Version    string `json:"version"`
	SubshellID string `json:"subshell_id,omitempty"` // "" is the main shell
}

// A Message is one Jupyter message. The JSON parts are kept as they came, so that a reply can
// carry the request's header byte for byte as its parent.
type Message struct {
	Identities [][]byte        // ROUTER: the routing frames before the delimiter; iopub: the topic
	Header     Header          // decoded form of RawHeader; Encode writes it when RawHeader is nil
	RawHeader  json.RawMessage // as received
	Parent     json.RawMessage // parent_header; nil means {}
	Metadata   json.RawMessage // nil means {}
	Content    json.RawMessage // nil means {}
	Buffers    [][]byte
}
