"""jupyter console on the weft kernel in a terminal: what is typed, and what must then be seen."""

import os
import sys

import pexpect

SHOWN = [  # typed lines, and what their cell shows
    (["x := 6"], None),
    (["x * 7"], "42"),
    (["func add(n int) int {", "return n + 1", "}", ""], None),  # asks for more until the brace is closed
    (["add(x)"], "7"),
    (['fmt.Println("hi")'], 'import "fmt" was added'),
    (["var s string = 1"], "cannot use 1"),
    (["exit"], "Ctrl-D ends a console"),
]

# The console's own limits, of one second and of five, are about a kernel that has died, not about a busy machine.
ARGS = ["console", "--kernel", "weft", "--ZMQTerminalInteractiveShell.kernel_is_complete_timeout=120", "--ZMQCompleter.timeout=120"]

console = pexpect.spawn("jupyter", ARGS, encoding="utf-8", timeout=240, dimensions=(50, 120), env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"})
console.logfile_read = open(sys.argv[1], "w")


def prompt(n):
    console.expect(rf"In \[(\x1b\[[0-9;]*m)*{n}(\x1b\[[0-9;]*m)*\]: ")


prompt(1)
for n, (lines, shown) in enumerate(SHOWN, 1):
    for line in lines:
        console.send(line + "\r")
    if shown:
        console.expect_exact(shown)
    prompt(n + 1)
console.send("fmt.Printl\t")
console.expect_exact("Println")
console.send("\x15")  # the line is emptied
console.sendcontrol("d")
console.expect("really want to exit")
console.send("y\r")
console.expect(pexpect.EOF)
console.close()
sys.exit(console.exitstatus)
