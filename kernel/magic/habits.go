package magic

// habits are commands of other notebooks that are none here, with what does the same in Go. A name stands for
// %name and %%name alike.
func habits() map[string]string {
	table := map[string]string{}
	add := func(advice string, names ...string) {
		for _, n := range names {
			table[n] = advice
		}
	}
	add("pictures need no magic: a cell shows an image.Image, or display.SVG and display.HTML of weft/display", "matplotlib", "pylab")
	add("%get MODULE adds a Go module to this notebook", "pip", "conda", "mamba", "micromamba", "uv")
	add("!go run FILE.go runs a program, %load FILE.go brings its text into a cell", "run")
	add("a panic shows where it happened and who called; fmt.Println shows values on the way, and %goroutines who waits for what", "debug", "pdb", "tb")
	add("shell commands begin with a !: !ls", "ls", "ll", "dir")
	add("shell commands begin with a !: !cat FILE", "cat", "more", "less", "head", "tail", "man", "page", "pycat")
	add("shell commands begin with a !: !mkdir FOLDER, !cp FROM TO", "mkdir", "rmdir", "rm", "cp", "mv", "touch", "echo", "system", "sx", "sc")
	add("%%bench measures compiled code, %timeit interpreted code, and %%cover counts how often lines run", "prun", "lprun", "profile")
	add("%time says how many bytes are allocated, %%bench how many per operation, and %%escape what lives on the heap", "memit", "mprun", "memory_profiler")
	add("nothing has to be loaded: whoever declares a function again has its callers use the new one", "autoreload", "load_ext", "reload_ext", "unload_ext", "aimport")
	add("NAME? explains a name, NAME?? shows its source", "pinfo", "pinfo2", "pdoc", "pdef", "psource", "pfile", "psearch")
	add("%help is the first page, %help NAME explains a magic", "quickref", "magic", "guiref", "intro", "man_magic")
	add("%history prints the cells that were run", "hist", "recall", "rep", "macro", "edit", "ed", "logstart", "logon")
	add("%cd - goes back to the folder before", "pushd", "popd", "dhist", "dirs", "bookmark")
	add("%env NAME=value sets a variable of the environment", "set_env", "setenv", "export")
	add("%who lists names, %whos shows their values", "who_ls", "whois", "vars")
	add("%reset forgets everything; a large value is freed by x = nil, or by declaring x again", "xdel", "del", "reset_selective", "clear_all", "clear")
	add("%%bash runs a script; what a program prints is kept by exec.Command(...).Output()", "capture", "script", "cmd", "powershell", "system_raw")
	add("display.HTML, display.Markdown, display.SVG and display.LaTeX of weft/display show such text", "html", "HTML", "markdown", "svg", "SVG", "latex", "javascript", "js")
	add("this kernel runs Go; a script of another language runs by %%bash", "python", "python2", "python3", "pypy", "perl", "ruby", "R", "julia", "node")
	add("goroutines go on beside the cells that follow: go f()", "async_run", "bg", "autoawait", "px", "gui")
	add("settings are those of the frontend; %autoimport is the kernel's", "config", "colors", "xmode", "precision", "pprint", "automagic", "doctest_mode")
	add("os.WriteFile and encoding/json keep values for another day, %save FILE.go the session's code", "store", "pickle", "notebook")
	add("%%writefile FILE writes the cell to a file", "file")
	add("%%test runs the cell's tests, examples among them", "doctest", "pytest", "run_pytest", "ipytest")
	add("%%asm FUNC shows machine instructions, %%lower what the interpreter is given", "dis", "disassemble", "cython")
	return table
}
