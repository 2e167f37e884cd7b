package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"weft/kernel/engine/native/kit"
)

func kitCmd() *cobra.Command {
	var asJSON, packages bool
	cmd := &cobra.Command{
		Use: "kit", Short: "Show, make or remove the compiled packages that compiled cells are built with",
		Long: "Compiled cells and grading call Go's compiler and linker directly, with packages that were compiled once\n" +
			"for each version of Go and are kept in the user's cache folder (or in $WEFT_KIT). They are made when they are\n" +
			"needed first; `weft kit make` makes them now. Nothing is downloaded.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, err := kit.Verify(cmd.Context(), kit.Options{})
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(info)
			}
			return showKit(cmd.OutOrStdout(), info, packages)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print everything as JSON")
	cmd.Flags().BoolVar(&packages, "packages", false, "list the packages too")
	cmd.AddCommand(kitMakeCmd(), kitVerifyCmd(), kitRemoveCmd())
	return cmd
}

func kitMakeCmd() *cobra.Command {
	var withRace, all bool
	cmd := &cobra.Command{
		Use: "make [--race] [--all]", Short: "Make the kit, or what is missing or damaged in it, and try it",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			line := &kitProgress{line: newStatusLine(cmd.ErrOrStderr())}
			err := makeKit(ctx, withRace, all, line.show)
			line.line.clear()
			if err != nil {
				return err
			}
			info, err := kit.Look(ctx, kit.Options{})
			if err != nil {
				return err
			}
			return showKit(cmd.OutOrStdout(), info, false)
		},
	}
	cmd.Flags().BoolVar(&withRace, "race", false, "the packages for the race detector too")
	cmd.Flags().BoolVar(&all, "all", false, "every package that can be imported, not only what most programs use")
	return cmd
}

func makeKit(ctx context.Context, withRace, all bool, progress func(kit.Step)) error {
	k, err := kit.Open(ctx, kit.Options{Progress: progress})
	if err != nil {
		return err
	}
	for _, race := range []bool{false, true} {
		if race && !withRace {
			break
		}
		packages := kit.Core()
		if all {
			packages = kit.All(race)
		}
		if _, err := k.Repair(ctx, race); err != nil {
			return err
		}
		if err := k.Prepare(ctx, race, packages...); err != nil {
			return err
		}
		if err := k.Try(ctx, race); err != nil {
			return err
		}
	}
	return nil
}

func kitVerifyCmd() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Read every file of the kit; exit status 1 if one is damaged or there is no kit",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, err := kit.Verify(cmd.Context(), kit.Options{})
			if err != nil {
				return err
			}
			if err := showKit(cmd.OutOrStdout(), info, false); err != nil {
				return err
			}
			for _, v := range info.Variants {
				if len(v.Damaged) > 0 {
					return errors.New("the kit is damaged; `weft kit make` repairs it, and so does the next cell that needs it")
				}
			}
			if len(info.Variants) == 0 {
				return errors.New("there is no kit yet; `weft kit make` makes it")
			}
			return nil
		},
	}
}

func kitRemoveCmd() *cobra.Command {
	return &cobra.Command{
		Use: "remove", Short: "Delete the kit; it is made again when it is needed",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := kit.Remove(cmd.Context(), kit.Options{})
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "removed %s\n", dir)
			return nil
		},
	}
}

// showKit prints what there is.
func showKit(w io.Writer, info kit.Info, packages bool) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "Go\t%s (%s)\n", info.Go, info.GoRoot)
	fmt.Fprintf(tw, "folder\t%s\n", info.Dir)
	made := make(map[bool]bool)
	for _, v := range info.Variants {
		made[v.Race] = true
		state := ""
		if v.Verified {
			state = ", every file is whole"
		}
		if len(v.Damaged) > 0 {
			state = ", DAMAGED: " + strings.Join(v.Damaged, ", ")
		}
		fmt.Fprintf(tw, "%s\t%d packages, %s%s\n", variantName(v.Race), len(v.Packages), megabytes(v.Size), state)
		if packages {
			for _, p := range v.Packages {
				fmt.Fprintf(tw, "\t%s\n", p)
			}
		}
	}
	if !made[false] {
		fmt.Fprintf(tw, "%s\tnot made yet: `weft kit make`, or the first compiled cell\n", variantName(false))
	}
	if !made[true] {
		fmt.Fprintf(tw, "%s\tnot made yet: `weft kit make --race`, or the first %%%%race\n", variantName(true))
	}
	fmt.Fprintf(tw, "builds\t%s\n", megabytes(info.Builds))
	return tw.Flush()
}

func variantName(race bool) string {
	if race {
		return "race"
	}
	return "plain"
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// kitProgress tells how the making goes on: on a terminal in one line that is overwritten, else with a
// line for each thing that begins.
type kitProgress struct {
	line  *statusLine
	start time.Time
	last  string
}

func (p *kitProgress) show(s kit.Step) {
	text := "compiling packages: " + variantName(s.Race)
	switch {
	case s.Waiting:
		text = "waiting for another process that makes the kit"
	case s.Repaired != "":
		text = "damaged, and made again: " + s.Repaired
	}
	if p.start.IsZero() {
		p.start = time.Now()
	}
	if p.line.live && s.Total > 0 {
		p.line.put(fmt.Sprintf("%s %3d/%d  %5.1f s  %s", bar(s.Done, s.Total), s.Done, s.Total, time.Since(p.start).Seconds(), s.Package))
		return
	}
	if text != p.last {
		p.line.clear()
		fmt.Fprintln(p.line.w, text)
		p.last = text
	}
}

// kitFinding is the doctor's line about the kit.
func kitFinding(ctx context.Context) finding {
	f := finding{Subject: "kit for compiled cells", State: "ok"}
	info, err := kit.Look(ctx, kit.Options{})
	missing := (*kit.Missing)(nil)
	switch {
	case errors.As(err, &missing):
		f.State, f.Detail, f.Remedy = "missing", missing.What, missing.Remedy
		return f
	case err != nil:
		f.State, f.Detail = "warning", err.Error()
		return f
	case len(info.Variants) == 0:
		f.State, f.Detail, f.Remedy = "missing", "not made yet", "the first compiled cell makes it within seconds; `weft kit make` does so now"
		return f
	}
	var parts []string
	for _, v := range info.Variants {
		parts = append(parts, fmt.Sprintf("%s: %d packages, %s", variantName(v.Race), len(v.Packages), megabytes(v.Size)))
	}
	f.Detail = fmt.Sprintf("%s; %s (%s)", info.Go, strings.Join(parts, "; "), filepath.Dir(info.Dir))
	return f
}
