package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"weft/kernel"
	"weft/kernel/engine/child"
	"weft/kernel/engine/interp"
	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/server"
)

func kernelCmd() *cobra.Command {
	var file string
	var output, memory string
	var noShell, verbose bool
	cmd := &cobra.Command{
		Use:   "kernel -f CONNECTION_FILE",
		Short: "Serve Jupyter's clients; this is what Jupyter starts",
		// Frontends hand their own arguments on: jupyter run adds the names of the files that it feeds in.
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" {
				return usageError{fmt.Errorf("no connection file; Jupyter passes one with -f")}
			}
			level := slog.LevelWarn
			if verbose {
				level = slog.LevelDebug
			}
			limits, err := kernel.ParseOutputLimit(output)
			if err != nil {
				return usageError{fmt.Errorf("--output: %w", err)}
			}
			options := child.Options{}
			if memory != "" {
				if options.Memory, err = kernel.ParseMemoryLimit(memory); err != nil {
					return usageError{fmt.Errorf("--memory: %w", err)}
				}
			}
			log := slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
			return serve(cmd.Context(), file, kernel.Config{Child: options, NoShell: noShell, Output: limits}, log)
		},
	}
	cmd.Flags().StringVarP(&file, "file", "f", "", "connection file")
	cmd.Flags().BoolVar(&noShell, "no-shell", os.Getenv("WEFT_SHELL") == "off", "refuse !, %%bash and %%sh (also by WEFT_SHELL=off)")
	cmd.Flags().StringVar(&output, "output", cmp.Or(os.Getenv("WEFT_OUTPUT"), "1MB"),
		"how much a cell may print: 20MB, \"20MB keep\" to have\nthe whole in a file, or off (also by WEFT_OUTPUT)")
	cmd.Flags().StringVar(&memory, "memory", os.Getenv("WEFT_MEMORY"), "how much memory cells may use: 2GB, or off; half of the machine's\nif nothing is said (also by WEFT_MEMORY)")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "log what is ignored, too")
	return cmd
}

// serve runs one kernel until a client shuts it down or a signal asks for its end.
func serve(ctx context.Context, file string, cfg kernel.Config, log *slog.Logger) error {
	conn, err := kernelspec.ReadConnection(file)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM) // SIGINT stops the cell only
	defer stop()
	ctx, forget := withParent(ctx)
	defer forget()
	magics, closeMagics := notebookMagics()
	cfg.Magics = magics
	session, err := kernel.NewSession(cfg)
	if err != nil {
		return err
	}
	defer func() {
		session.Close()
		if err := closeMagics(); err != nil {
			log.Warn("end of grading", "error", err)
		}
	}()
	srv, err := server.New(server.Config{Connection: conn, HistoryPath: historyPath(), Log: log}, kernel.New(session, buildVersion()))
	if err != nil {
		return err
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	go func() {
		for range interrupts {
			srv.Interrupt()
		}
	}()
	return srv.Serve(ctx)
}

// historyPath is where inputs of all sessions are kept; "" if this user has no such folder.
func historyPath() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "weft", "history.jsonl")
}

// childCmd is the evaluator: the other end of engine/child.
func childCmd() *cobra.Command {
	return &cobra.Command{
		Use: "child", Short: "Evaluate cells for a kernel", Hidden: true,
		DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if status := interp.Main(args); status != 0 {
				return exitStatus(status)
			}
			return nil
		},
	}
}
