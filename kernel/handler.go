package kernel

import (
	"context"
	"runtime"
	"runtime/debug"
	"strings"

	"weft/kernel/engine/slim"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
)

// A Kernel serves one Session to Jupyter's clients.
type Kernel struct {
	session *Session
	version string
	usage   usage
	idle    *slim.Watch
}

var _ server.Handler = (*Kernel)(nil)

// startPace is the collector's pace in percent before the first rest; the first collection then comes
// at 16 MB.
const startPace = 400

// New returns the kernel of a session. version is that of the program.
func New(s *Session, version string) *Kernel {
	// Until the first rest, memory is of no concern and time is: the first cells read the
	// declarations of packages, and would collect nothing but garbage of the start.
	pace := debug.SetGCPercent(startPace)
	rest := func() {
		debug.SetGCPercent(pace)
		slim.Now()
	}
	return &Kernel{session: s, version: version, idle: slim.New(rest)}
}

// Info implements server.Handler.
func (k *Kernel) Info() msg.KernelInfoReply {
	goVersion := strings.TrimPrefix(runtime.Version(), "go")
	return msg.KernelInfoReply{
		Implementation:        "weft",
		ImplementationVersion: k.version,
		Banner:                "weft " + k.version + ": Go " + goVersion + " in cells. %lsmagic lists commands, NAME? explains a name.",
		LanguageInfo: msg.LanguageInfo{
			Name: "go", Version: goVersion, MimeType: "text/x-go", FileExtension: ".go",
			PygmentsLexer: "go", CodemirrorMode: "go",
		},
		HelpLinks: []msg.HelpLink{
			{Text: "Go: a tour", URL: "https://go.dev/tour/"},
			{Text: "Go: the standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Go: the memory model", URL: "https://go.dev/ref/mem"},
		},
	}
}

// Execute implements server.Handler.
func (k *Kernel) Execute(ctx context.Context, x *server.Execution) msg.ExecuteReply {
	k.idle.Begin()
	defer k.idle.End()
	number := x.Count
	o := k.session.RunCell(ctx, number, x.Code, x.Metadata, x.Out)
	reply := msg.ExecuteReply{Payload: o.Payload}
	if f := o.Failure; f != nil {
		reply.Status, reply.EName, reply.EValue, reply.Traceback = msg.StatusError, f.Name, f.Value, f.Traceback
		return reply
	}
	for name, expression := range x.UserExpressions {
		if reply.UserExpressions == nil {
			reply.UserExpressions = make(map[string]msg.ExpressionResult)
		}
		reply.UserExpressions[name] = k.expression(ctx, number, expression)
	}
	return reply
}

// expression evaluates one of a request's user expressions.
func (k *Kernel) expression(ctx context.Context, number int, source string) msg.ExpressionResult {
	data, metadata, f := k.session.Expression(ctx, number, source)
	if f != nil {
		return msg.ExpressionResult{Status: msg.StatusError, EName: f.Name, EValue: f.Value, Traceback: f.Traceback}
	}
	return msg.ExpressionResult{Data: data, Metadata: metadata}
}

// Interrupt implements server.Handler.
func (k *Kernel) Interrupt() { k.session.Interrupt() }

// Shutdown implements server.Handler.
func (k *Kernel) Shutdown(bool) {
	k.idle.Stop()
	k.session.Close()
}
