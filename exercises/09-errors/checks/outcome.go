package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"weft/exercises/09-errors/cases"
	"weft/grader/checks"
)

// of asks about what one of the calls returned.
func of(call int, f func(cases.Outcome) checks.Finding) checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		if call >= len(out.Calls) {
			return checks.Failf("call number %d was not made", call+1)
		}
		return f(out.Calls[call])
	})
}

// gives is content with these results and no error.
func gives(call int, want ...int) checks.Check {
	return checks.Both(of(call, func(o cases.Outcome) checks.Finding {
		if o.Err == "" {
			return checks.Pass()
		}
		return checks.Failf("it returned the error %q, want none", o.Err).Want("no error", "error "+o.Err)
	}), results(call, want...))
}

// results is content with these results.
func results(call int, want ...int) checks.Check {
	return of(call, func(o cases.Outcome) checks.Finding {
		if slices.Equal(o.Results, want) {
			return checks.Pass()
		}
		return checks.Failf("the results are %v, want %v", o.Results, want).Want(fmt.Sprintf("results %v", want), fmt.Sprintf("results %v", o.Results))
	})
}

// failure is a *TaskError whose Err is these errors and no other known one.
func failure(task string, attempts int, is ...string) cases.Failure {
	return cases.Failure{Task: task, Attempts: attempts, Is: is}
}

// panicked is a failure after the first attempt by a panic with this value.
func panicked(task, value string, is ...string) cases.Failure {
	f := failure(task, 1, is...)
	f.Panic = &cases.Panic{Value: value, Stack: true}
	return f
}

// alone is content with no results and this failure, not joined to anything.
func alone(call int, want cases.Failure) checks.Check {
	return checks.Both(fails(call, want), of(call, func(o cases.Outcome) checks.Finding {
		expected := "the *TaskError of " + want.Task + " and no results"
		switch {
		case !o.Alone:
			return checks.Failf("the error is not a *TaskError itself, but one that holds it: %s", o.Err).Want(expected, "an error that holds it")
		case len(o.Results) > 0:
			return checks.Failf("the results are %v beside an error, want nil", o.Results).Want(expected, fmt.Sprintf("results %v", o.Results))
		}
		return checks.Pass()
	}))
}

// fails is content with an error that is made of exactly these failures, in this order.
func fails(call int, want ...cases.Failure) checks.Check {
	return of(call, func(o cases.Outcome) checks.Finding { return made(o, want) })
}

// failsAtOnce is fails for failures of one moment: the names of the tasks are in order. That a solution has them in the order in
// which they come is luck then, and judged where it is none.
func failsAtOnce(call int, want ...cases.Failure) checks.Check {
	return of(call, func(o cases.Outcome) checks.Finding {
		slices.SortStableFunc(o.Failures, func(a, b cases.Failure) int { return strings.Compare(a.Task, b.Task) })
		return made(o, want)
	})
}

func made(o cases.Outcome, want []cases.Failure) checks.Finding {
	expected := tell(want)
	switch {
	case o.Err == "":
		return checks.Failf("the error is nil, want %s", expected).Want(expected, "nil")
	case len(o.Other) > 0:
		return checks.Failf("the error is or holds %q, which is no *TaskError", o.Other[0]).Want(expected, o.Other[0])
	case !cmp.Equal(want, o.Failures, cmpopts.EquateEmpty(), cmpopts.SortSlices(strings.Compare)):
		seen := tell(o.Failures)
		return checks.Failf("the error is %s, want %s", seen, expected).Want(expected, seen)
	}
	return checks.Pass()
}

// tell says what failures are: "d/1 (no paper), c/2 (ErrNoResult)".
func tell(list []cases.Failure) string {
	var parts []string
	for _, f := range list {
		is := strings.Join(f.Is, ", ")
		switch {
		case f.Panic != nil && f.Panic.Stack:
			is = fmt.Sprintf("*PanicError of %q with the stack of the panic", f.Panic.Value)
		case f.Panic != nil:
			is = fmt.Sprintf("*PanicError of %q without the stack of the panic", f.Panic.Value)
		case is == "":
			is = "none of the errors that there were"
		}
		parts = append(parts, fmt.Sprintf("TaskError %s/%d (%s)", f.Task, f.Attempts, is))
	}
	return strings.Join(parts, ", ")
}

// reaches is content if errors.Is and errors.As find a panic's value and the *PanicError from the outside.
func reaches(call int, word string) checks.Check {
	return of(call, func(o cases.Outcome) checks.Finding {
		switch {
		case !o.ChainTo:
			return checks.Failf("errors.As finds no *PanicError in what was returned").Want("errors.As finds the *PanicError", "it does not")
		case !slices.Contains(o.Chain, word):
			return checks.Failf("errors.Is does not find the error that was the value of the panic").Want("errors.Is finds it", "it does not")
		}
		return checks.Pass()
	})
}

// causeItself is content with no results and the cause of ctx.
func causeItself(call int) checks.Check {
	return of(call, func(o cases.Outcome) checks.Finding {
		const expected = "nil and context.Cause(ctx) itself"
		switch {
		case o.Err == "":
			return checks.Failf("the error is nil although ctx had ended").Want(expected, "no error")
		case !o.Cause:
			return checks.Failf("the error is %q, not the cause of the cancellation itself", o.Err).Want(expected, o.Err)
		case len(o.Results) > 0:
			return checks.Failf("the results are %v beside an error, want nil", o.Results).Want(expected, fmt.Sprintf("results %v", o.Results))
		}
		return checks.Pass()
	})
}

// contextsEnd is content if all contexts that were made for tasks have ended at the return.
func contextsEnd() checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		for _, o := range out.Calls {
			if len(o.Left) > 0 {
				return checks.Failf("the context that was made for %s has not ended when the function returns", strings.Join(o.Left, ", ")).
					Want("every context that you made has ended", "the context of "+o.Left[0]+" has not")
			}
		}
		return checks.Pass()
	})
}

// types is the case of the methods.
func types() checks.Case {
	holds := func(text string, ok func(cases.Types) bool) checks.Check {
		return checks.Holds(func(out cases.Out) checks.Finding {
			if ok(out.Types) {
				return checks.Pass()
			}
			return checks.Failf("%s: it does not hold", text).Want(text, fmt.Sprintf("%q, %q, %q", out.Types.TaskText, out.Types.PanicText, out.Types.ErrorText))
		})
	}
	return checks.Case{Name: "types", Input: cases.In{Types: true}, Checks: []checks.Named{
		checks.Both(
			holds("(*PanicError).Error has the value", func(t cases.Types) bool {
				return strings.Contains(t.PanicText, fmt.Sprint(cases.Number)) && strings.Contains(t.ErrorText, cases.TypesError)
			}),
			holds("(*PanicError).Unwrap gives the value if it is an error", func(t cases.Types) bool { return t.Unwraps }),
			holds("(*PanicError).Unwrap gives nil if the value is no error", func(t cases.Types) bool { return t.NilUnwraps }),
		).Named("9.panic"),
		checks.Both(
			holds("(*TaskError).Error has the task's name and the text of Err", func(t cases.Types) bool {
				return strings.Contains(t.TaskText, cases.TypesTask) && strings.Contains(t.TaskText, cases.TypesError)
			}),
			holds("(*TaskError).Unwrap gives Err", func(t cases.Types) bool { return t.TaskUnwraps }),
		).Named("9.error"),
	}}
}
