package procs

// Variable is the environment variable that tells a program to serve a caller, if it is [Version].
//
// Such a program is started with
//
//	2  words    a file that the run time writes its last words to
//	3  control  a socket to the caller
//	4  stderr   what os.Stderr is
//
// and ends when the other end of control is closed. On control both sides send frames: the length of what follows as a
// little-endian uint32, a kind (one byte), and what the kind says, as a Writer writes it. The caller sends
//
//	share  number of an object, of descriptors: these come with the frame's first byte
//	call   last (bool: there is none after it), the function's name, the numbers of the objects that it is given, arguments
//
// and after a call gets one of
//
//	returned  results
//	refused   why the call was not made, or its results could not be sent
//	goexit    the function called runtime.Goexit
//
// If the process ends instead, the function did not return.
const Variable = "WEFT_PROCS"

// Version is the protocol's.
const Version = "1"

// Kinds of frames.
const (
	frameShare = iota + 1
	frameCall
	frameReturned
	frameRefused
	frameGoexit
)

// Descriptors of a process.
const (
	wordsFD = 2 + iota
	controlFD
	stderrFD
)

// maxFrame is the most bytes of one frame.
const maxFrame = 1 << 30

// maxFiles is the most descriptors of one frame.
const maxFiles = 16
