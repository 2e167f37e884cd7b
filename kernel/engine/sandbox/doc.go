// Package sandbox runs a compiled program that nobody trusts, a student's submission, as a process that
// the operating system confines, and says how it ended.
//
// It owns the process, the layers around it and everything that the process could leave behind. It does
// not know what the program is for: an exercise, a check or a grade.
//
// A [Sandbox] starts programs. What the machine allows is found out once, by trying ([Probe]); a caller
// names the lowest [Level] that it accepts and gets at least that or an error, never less in silence. Three
// outcomes are never mixed: the program's own end ([Exit.Code], [Exit.Signal]), a limit that was reached
// ([Exit.Stop]), and a failure of the sandbox, which is an error and says nothing about the program.
//
// A process confines itself before it becomes the program: this executable is started again with a
// hidden argument, so main must begin with
//
//	if sandbox.IsLauncher(os.Args) {
//		os.Exit(sandbox.Launch())
//	}
//
// docs/SANDBOX.md says what is applied at which level, and what is not protected.
package sandbox
