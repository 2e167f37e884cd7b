// Package cross is the run-time library of compiled cells: how values cross between the interpreter's
// child and a compiled program, and how the program speaks to the process that runs it. Generated code
// imports it as weft/cross; learners do not import it.
//
// It owns the codec and the program's private descriptors. It does not know how programs are generated,
// built or started. Like every package here it is compiled into each cell, so it imports little: linking
// it must cost nothing that is felt.
//
// # Values
//
// A [Writer] and a [Reader] carry values in the order in which generated code writes and reads them;
// nothing in the bytes says what a value is, except the names of variables ([Writer.Var]), which the
// Reader checks. The same generated text serves both sides, for a type such as
//
//	type node struct { name string; weights []float64; next *node }
//
// it looks like this:
//
//	func putNode(w *cross.Writer, v node) {
//		w.Text(v.name)
//		w.Float64s(v.weights)
//		putNodePointer(w, v.next)
//	}
//
//	func putNodePointer(w *cross.Writer, p *node) {
//		if p == nil {
//			w.Nil()
//		} else if w.Pointer(p) { // the first time
//			putNode(w, *p)
//			w.Leave()
//		}
//	}
//
//	func getNodePointer(r *cross.Reader) *node {
//		id, first := r.Pointer()
//		if !first { // nil, or known
//			p, ok := r.Known(id).(*node)
//			if !ok && id != 0 {
//				r.Fail("another type")
//			}
//			return p
//		}
//		p := new(node)
//		r.Keep(id, p)
//		*p = getNode(r)
//		r.Leave()
//		return p
//	}
//
// Slices and maps that have no method of their own are a length and their elements:
//
//	func putNodes(w *cross.Writer, s []node) {   func getNodes(r *cross.Reader) []node {
//		if s == nil {                                n := r.Len()
//			w.Nil()                                  if n < 0 {
//			return                                       return nil
//		}                                            }
//		w.Len(len(s))                                s := make([]node, n)
//		for _, v := range s {                        for i := range s {
//			putNode(w, v)                                s[i] = getNode(r)
//		}                                            }
//	}                                                return s
//	                                             }
//
// Each element must write at least one byte ([Writer.Empty] does, for struct{} and arrays of nothing),
// because a Reader believes a length only as far as there are bytes. Types that contain themselves in
// other ways than through a pointer (type tree []tree) call Enter and Leave around their elements.
//
// Pointers keep their identity within one transfer, cycles too; a pointer into a variable or into
// another value does not stay connected with it, and slices that share an array are separate after.
// Nil and empty stay different, every bit of a number is kept; capacities are not. Errors cross as their
// text, see [Writer.ErrorValue].
//
// Errors are sticky: after the first, a Writer writes nothing and a Reader reads zero values and empty
// lengths, so generated code checks once, at the end.
//
// # A transfer
//
// Variables travel as one sealed piece ([Writer.Seal], [Open]), usually a file ([Save], [Load]): the
// bytes "weft", a version, a checksum and the length, so that a file that was not written to its end is
// not believed.
//
// # A program's descriptors
//
// A compiled cell is started with the environment variable [Variable] set to [Version], and with
//
//	3  events         written by the program
//	4  answers        read by the program
//	5  crash          where the run time also writes its last words: debug.SetCrashOutput. Of a "fatal error"
//	                  only the goroutines come here; the line itself is on standard error alone
//	6  variables in   a sealed transfer, read from its beginning to its end; an empty one if none are expected
//	7  variables out  an empty file, which a sealed transfer is written to, also if the cell panics
//
// What is not needed may be the null device. The package takes them, and the variable out of the
// environment, before the cell's own package is initialised, and keeps them from programs that the cell
// starts. Nothing waits on them in the background: the run time still sees when all goroutines are asleep.
//
// An event is a frame: the length of the rest as a little-endian uint32, then the fields of an [Event] as a
// Writer writes them. Events but Fault are answered by an [Answer] in a frame with the same Seq, and the
// goroutine that sent the event waits for it: the reader of the events first takes what was printed before
// out of the pipes of descriptors 1 and 2, then handles the event, then answers. So the order of text and
// events is exact.
//
// # A worker
//
// A program whose main function calls [Serve] serves functions. It is started with [Variable] set to
// [WorkerVersion], and with
//
//	2  words          of the run time: the builtin println, and the end of a crash
//	3  control        a socket, on which the caller passes a connected socket for each connection
//	4  stderr         what os.Stderr is
//
// and ends when the other end of control is closed. On a connection the caller sends a frame with the
// number of a function (Uint32) and its arguments, and gets a frame with how the call went (Uint8:
// [Returned] and what follows it) and the results; then comes the next call. A goroutine serves each
// connection, so calls at the same time need a connection each. Package worker is the caller.
package cross
