package msg

import "encoding/json"

// A KernelInfoRequest asks who the kernel is ("Kernel info").
type KernelInfoRequest struct{}

// A KernelInfoReply describes the kernel. ProtocolVersion and SupportedFeatures are known to
// the package that serves the protocol.
type KernelInfoReply struct {
	Status                string       `json:"status"` // "" means "ok"
	ProtocolVersion       string       `json:"protocol_version"`
	Implementation        string       `json:"implementation"`
	ImplementationVersion string       `json:"implementation_version"`
	LanguageInfo          LanguageInfo `json:"language_info"`
	Banner                string       `json:"banner"`
	Debugger              bool         `json:"debugger"` // older clients read this, not the feature
	SupportedFeatures     []string     `json:"supported_features"`
	HelpLinks             []HelpLink   `json:"help_links"`
}

func (r KernelInfoReply) filled() any {
	r.Status = orOK(r.Status)
	r.SupportedFeatures, r.HelpLinks = orEmpty(r.SupportedFeatures), orEmpty(r.HelpLinks)
	return r
}

// LanguageInfo tells frontends how to colour and save the language.
type LanguageInfo struct {
	Name              string `json:"name"`
	Version           string `json:"version"`
	MimeType          string `json:"mimetype"`
	FileExtension     string `json:"file_extension"`           // with the dot
	PygmentsLexer     string `json:"pygments_lexer,omitempty"` // if it is not Name
	CodemirrorMode    any    `json:"codemirror_mode,omitempty"`
	NbconvertExporter string `json:"nbconvert_exporter,omitempty"`
}

// A HelpLink is an entry of the frontend's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// A ConnectRequest asks for the kernel's ports ("Connect").
type ConnectRequest struct{}

// A ConnectReply has the ports, all 0 if the transport has none.
type ConnectReply struct {
	Status      string `json:"status"` // "" means "ok"
	ShellPort   int    `json:"shell_port"`
	IopubPort   int    `json:"iopub_port"`
	StdinPort   int    `json:"stdin_port"`
	HBPort      int    `json:"hb_port"`
	ControlPort int    `json:"control_port"`
}

func (r ConnectReply) filled() any { r.Status = orOK(r.Status); return r }

// A ShutdownRequest ends the kernel ("Kernel shutdown").
type ShutdownRequest struct {
	Restart bool `json:"restart"` // another one will be started in its place
}

// A ShutdownReply repeats the request.
type ShutdownReply struct {
	Status  string `json:"status"` // "" means "ok"
	Restart bool   `json:"restart"`
}

func (r ShutdownReply) filled() any { r.Status = orOK(r.Status); return r }

// An InterruptRequest stops what runs, as SIGINT does ("Kernel interrupt").
type InterruptRequest struct{}

// An InterruptReply says that the interrupt was passed on, not that anything has ended.
type InterruptReply struct {
	Status string `json:"status"` // "" means "ok"
}

func (r InterruptReply) filled() any { r.Status = orOK(r.Status); return r }

// A DebugRequest is a request of the Debug Adapter Protocol ("Debug request").
type DebugRequest struct {
	Seq       int             `json:"seq"`
	Type      string          `json:"type"`
	Command   string          `json:"command"`
	Arguments json.RawMessage `json:"arguments,omitempty"`
}

// A DebugReply is a response of the Debug Adapter Protocol. Status is ours: a refusal is an
// error for those too who know Jupyter only.
type DebugReply struct {
	Status     string         `json:"status"` // "" means "ok"
	Seq        int            `json:"seq"`
	Type       string         `json:"type"` // "response"
	RequestSeq int            `json:"request_seq"`
	Success    bool           `json:"success"`
	Command    string         `json:"command"`
	Message    string         `json:"message,omitempty"`
	EName      string         `json:"ename,omitempty"`
	EValue     string         `json:"evalue,omitempty"`
	Traceback  []string       `json:"traceback,omitempty"`
	Body       map[string]any `json:"body"`
}

func (r DebugReply) filled() any {
	r.Status, r.Type, r.Body = orOK(r.Status), "response", Bundle(r.Body).orEmpty()
	return r
}

// An ErrorReply answers any request that failed, under the reply type of that request.
type ErrorReply struct {
	Type string `json:"-"` // message type, such as "complete_reply"
	Error
}

func (r ErrorReply) filled() any {
	return struct {
		Status string `json:"status"`
		Error
	}{StatusError, Error{r.EName, r.EValue, orEmpty(r.Traceback)}}
}
