package magic

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

func cdMagic() Magic {
	return Magic{
		Name: "cd", Group: Machine, Line: true, Between: true, Usage: "%cd [FOLDER]", Takes: Folders,
		Words: func() []Word { return []Word{{"-", "the folder before"}} },
		Doc: "Goes to a folder, and prints it. %cd alone goes to the home folder, which is also written ~, and %cd - to the folder before. " +
			"Cells, ! commands, scripts and compiled cells run there from then on, also in a new evaluator. os.Chdir in a cell does the same.",
		Example: "!mkdir -p data\n%cd data\n%cd -",
		Run: func(_ context.Context, h Host, c Call) error {
			typed := fileName(c.Args)
			dir := typed
			switch dir {
			case "":
				dir = h.Path("~")
			case "-":
				if dir = h.DirBefore(); dir == "" {
					return errors.New("%cd -: there is no folder before")
				}
			default:
				dir = h.Path(dir)
			}
			if err := enterable(dir); err != nil {
				return fmt.Errorf("%%cd: %w", asTyped(err, cmp.Or(typed, dir)))
			}
			h.ChangeDir(dir)
			h.Print(dir + "\n")
			return nil
		},
	}
}

// enterable says why a folder is none that one can go to.
func enterable(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "enter", Path: dir, Err: errors.New("it is no folder")}
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return f.Close()
}

func pwdMagic() Magic {
	return Magic{
		Name: "pwd", Group: Machine, Line: true, Between: true, Usage: "%pwd",
		Doc:     "Prints the folder that cells and commands run in.",
		Example: "%pwd",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%pwd", c); err != nil {
				return err
			}
			h.Print(h.Dir() + "\n")
			return nil
		},
	}
}
