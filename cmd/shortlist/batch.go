package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"shortlist/parser"
)

// result is what a command prints of one document: parser.Document or scorer.Report.
type result interface {
	MarshalJSON() ([]byte, error)
	WriteText(io.Writer) error
}

// batch reads documents side by side and prints what comes of them in order.
type batch[R result] struct {
	printer printer[R]
	reader  parser.Reader
	work    func(doc *parser.Document, readMS float64) (R, error) // called side by side
	done    func(path string, r R)                                // called in order, once it is printed; may be nil
}

// reading is what came of one input.
type reading[R result] struct {
	input
	size   int
	kind   string // where the document could not be read
	result R
	err    error
}

// run returns errUnread if a document could not be read, once all others are printed.
func (b batch[R]) run(t *terminal, args []string) error {
	inputs, err := expand(args)
	if err != nil {
		return err
	}
	if len(inputs) == 1 {
		debug.SetGCPercent(400) // it is over before collecting garbage pays
	}
	bar := newProgress(t, len(inputs))
	unread := false
	for next := range inOrder(inputs, func(in input) reading[R] { return b.read(t, in) }) {
		got := <-next
		bar.clear()
		if got.err != nil {
			unread = true
			t.say(got.path, explain(got.err))
		}
		if err := b.printer.print(got, len(inputs) > 1); err != nil {
			return err
		}
		if got.err == nil && b.done != nil {
			b.done(got.path, got.result)
		}
		bar.step()
	}
	if err := b.printer.end(); err != nil {
		return err
	}
	if unread {
		return errUnread
	}
	return nil
}

// inOrder starts work on the inputs, one for each core, and delivers a channel
// for each result in the order of the inputs.
func inOrder[I, O any](inputs []I, work func(I) O) <-chan chan O {
	queue := make(chan chan O, max(runtime.GOMAXPROCS(0)-1, 0))
	go func() {
		defer close(queue)
		for _, in := range inputs {
			out := make(chan O, 1)
			queue <- out
			go func() { out <- work(in) }()
		}
	}()
	return queue
}

func (b batch[R]) read(t *terminal, in input) reading[R] {
	got := reading[R]{input: in}
	options := parser.Options{Limits: parser.DefaultLimits(), Reader: b.reader, Compiling: t.compiling}
	data, err := in.read(t, options.Limits.Bytes)
	got.size = len(data)
	if err != nil {
		got.err = err
		return got
	}
	start := time.Now()
	doc, err := parser.Parse(context.Background(), filepath.Base(in.path), data, options)
	if err != nil {
		got.err, got.kind = err, kindOf(data, err)
		return got
	}
	got.result, got.err = b.work(doc, float64(time.Since(start).Microseconds())/1000)
	return got
}

// progress is a line on a terminal that says how far a batch has come.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress shows nothing for a single document, or where standard error is
// not a terminal.
func newProgress(t *terminal, total int) progress {
	f, ok := t.err.(*os.File)
	if total < 2 || !ok || !term.IsTerminal(int(f.Fd())) {
		return progress{progressbar.DefaultSilent(int64(total))}
	}
	return progress{progressbar.NewOptions(total,
		progressbar.OptionSetWriter(t.err),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)}
}

// A progress line that cannot be drawn is no reason to stop.
func (p progress) clear() { _ = p.bar.Clear() }
func (p progress) step()  { _ = p.bar.Add(1) }
