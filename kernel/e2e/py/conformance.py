"""jupyter_kernel_test on the weft kernel: every class, nothing skipped."""

import unittest

import jupyter_kernel_test as jkt

jkt.TIMEOUT = LIMIT = 120  # seconds that an answer may take on a machine with other work


class Patient:
    """Waits for messages as long as one may take. The suite gives up after a tenth of a second that brings none, where it
    knows that more is to come, and takes such a tenth for the end of all messages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for channel in (cls.kc.shell_channel, cls.kc.iopub_channel):
            channel.get_msg = patient(channel.get_msg)

    def flush_channels(self):
        """Takes what is left of earlier requests: a kernel that answers this one has answered them."""
        last = self.kc.kernel_info()
        while self.taken(self.kc.shell_channel)["parent_header"].get("msg_id") != last:
            pass
        while True:
            msg = self.taken(self.kc.iopub_channel)
            if msg["parent_header"].get("msg_id") == last and msg["content"].get("execution_state") == "idle":
                return

    def taken(self, channel):
        msg = channel.get_msg(timeout=LIMIT)
        jkt.validate_message(msg)
        return msg


def patient(get_msg):
    return lambda timeout=None: get_msg(timeout=LIMIT)


class Weft(Patient, jkt.KernelTests):
    kernel_name = "weft"
    language_name = "go"
    file_extension = ".go"

    code_hello_world = 'import "fmt"\nfmt.Println("hello, world")'
    code_stderr = 'import ("fmt"; "os")\nfmt.Fprintln(os.Stderr, "oops")'
    code_page_something = "fmt?"
    code_generate_error = "var s string = 1"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"weft" + "!"', "result": '"weft!"'},
        {"code": "len([]int{1, 2, 3}) + 2", "result": "5"},
    ]
    code_display_data = [
        {"code": 'import "weft/display"\ndisplay.Show(display.HTML("<b>bold</b>"))', "mime": "text/html"},
        {"code": 'display.Show(display.Markdown("*m*"))', "mime": "text/markdown"},
        {"code": 'display.Show(display.SVG("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"))', "mime": "image/svg+xml"},
    ]
    code_clear_output = 'import "weft/display"\ndisplay.ClearOutput(false)'
    code_inspect_sample = "fmt.Println"
    code_history_pattern = "6 ?*"
    supported_history_operations = ("tail", "range", "search")

    complete_code_samples = [
        "x := 1",
        "for i := range 3 {\n\tprintln(i)\n}",
        'import "fmt"',
        "func f() {}",
        "// a comment",
        "%lsmagic",
    ]
    incomplete_code_samples = ["for i := range 3 {", "switch 1 {\ncase 1:", "%%bash\necho", "if true {\n} else", "x := ", "fmt.Println(", "s := `abc", "/* open", "1 +"]
    invalid_code_samples = ["}", "else {", "case 1:", "x++ +", "\\", "x := )", 'if x := 1; "'[:-1] + "}"]

    completion_samples = [
        {"text": "fmt.Printl", "matches": {"Println"}},
        {"text": "strings.ToUpperS", "matches": {"ToUpperSpecial"}},
        {"text": "for i := range 3 {\n\tif strings.ContainsR", "matches": {"ContainsRune"}},
        {"text": 's := "größe 😀"; strings.NewReplac', "matches": {"NewReplacer"}},
        {"text": 'import "net/http/httpte', "matches": {"net/http/httptest"}},
        {"text": "%lsm", "matches": {"%lsmagic"}},
    ]


class WeftWelcome(jkt.IopubWelcomeTests):
    kernel_name = "weft"
    support_iopub_welcome = True


del jkt.KernelTests, jkt.IopubWelcomeTests

if __name__ == "__main__":
    unittest.main(verbosity=2)
