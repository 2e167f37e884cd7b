// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is the situation that a case puts the submission into. Times are virtual milliseconds.
type In struct {
	Files []File   `json:"files"`
	Paths []string `json:"paths,omitempty"` // what is to be counted; default: all files in order
	Calls []Call   `json:"calls"`           // one after the other, each with the same files
}

// List are the paths that a call is given.
func (in In) List() []string {
	if in.Paths != nil {
		return in.Paths
	}
	var list []string
	for _, f := range in.Files {
		list = append(list, f.Path)
	}
	return list
}

// A File can be opened. A Read never goes beyond the block that it begins in.
type File struct {
	Path   string  `json:"path"`
	Blocks []Block `json:"blocks,omitempty"`
	// WithEOF: the Read that gives the last bytes says io.EOF too.
	WithEOF bool `json:"with_eof,omitempty"`
	// Fails is the word for what happens in place of opening it, or else in place of io.EOF; "": nothing.
	Fails string `json:"fails,omitempty"`
	// WithError: the Read that gives the last bytes gives the error of Fails too.
	WithError bool `json:"with_error,omitempty"`
}

// A Block is a piece of a file, which the first Read of it has to wait for.
type Block struct {
	Text   []byte  `json:"text"`
	Times  int     `json:"times,omitempty"` // this many blocks of that text; 0: one
	Millis float64 `json:"millis,omitempty"`
}

// OpenMillis is what opening takes, also where it fails.
const OpenMillis = 5

// A Call of the submission.
type Call struct {
	Function string `json:"function"` // one of the four below
	Workers  int    `json:"workers,omitempty"`
	// Cancel is when ctx ends, after the begin of the call; 0: never; below 0: it has ended before.
	Cancel   float64 `json:"cancel,omitempty"`
	Deadline bool    `json:"deadline,omitempty"` // it ends by a deadline
	// Slower is by how much each block of the files takes longer in this call.
	Slower float64 `json:"slower,omitempty"`

	Members []Member `json:"members,omitempty"` // of Compare
}

// Functions of the submission.
const (
	Sequential = "Sequential"
	Bounded    = "Bounded"
	ByFolder   = "ByFolder"
	Compare    = "Compare"
)

// A Member is a strategy that is compared: a function of the submission, or the driver's own that
// returns what stands here.
type Member struct {
	Name     string  `json:"name"`
	Function string  `json:"function,omitempty"`
	Workers  int     `json:"workers,omitempty"` // those with the same number share one strategy
	Millis   float64 `json:"millis,omitempty"`
	Counts   []Count `json:"counts,omitempty"`
	Err      string  `json:"err,omitempty"` // any text
}

// Out is what the calls returned, in their order.
type Out []Returned

// Returned is what one call returned.
type Returned struct {
	Counts []Count `json:"counts,omitempty"`
	Err    string  `json:"err,omitempty"`
	Rows   []Row   `json:"rows,omitempty"`
	Best   string  `json:"best,omitempty"`
}

// A Count is one of a strategy's.
type Count struct {
	Path  string `json:"path"`
	Lines int    `json:"lines"`
	Words int    `json:"words"`
	Bytes int64  `json:"bytes"`
	Err   string `json:"err,omitempty"`
}

// A Row is one of Compare's.
type Row struct {
	Name  string `json:"name"`
	Nanos int64  `json:"nanos"` // Took
	Same  bool   `json:"same"`
	Err   string `json:"err,omitempty"`
}

// Words for errors that Out can hold. Other errors stand there with their own text after Other.
const (
	Missing  = "file does not exist" // Open, fs.ErrNotExist
	Locked   = "permission denied"   // Open, an error of the driver's
	Broken   = "bad sector"          // Read, an error of the driver's
	Canceled = "context canceled"
	Deadline = "context deadline exceeded"
	Other    = "another error: "
)

// Names of what the driver records. IDs are those of ID, that of a CallSpan is the number of the call.
const (
	CallSpan     = "call"     // span
	FileSpan     = "file"     // span: from the begin of Open to the Close, Failed if it could not be opened
	ReadSpan     = "Read"     // span, if the block had not been read before
	StrategySpan = "strategy" // span, of a Member's function

	// Marks with the line of the submission.
	Opening   = "opening"    // a begin of Open; in the same moment as that of a File
	LateOpen  = "late Open"  // it begins after the end of ctx
	LateRead  = "late Read"  //
	BigRead   = "big Read"   // with a buffer of more than MaxBuffer; the ID is its size
	DeadRead  = "dead Read"  // of a file that is closed
	DeadClose = "dead Close" //
)

// ID numbers the paths of all calls, and the members of Compare.
func ID(call, path int) int { return 100*call + path }

// MaxBuffer is the largest buffer that a Read may be given.
const MaxBuffer = 64 << 10
