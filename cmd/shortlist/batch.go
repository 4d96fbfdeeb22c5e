package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"shortlist/parser"
	"shortlist/parser/sandbox"
)

// result is what a command prints of one document: parser.Document or scorer.Report.
type result interface {
	MarshalJSON() ([]byte, error)
	WriteText(io.Writer) error
}

// documents reads documents: parser.Parse, or processes of their own.
type documents func(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error)

// batch reads documents side by side and prints what comes of them in order.
type batch[R result] struct {
	printer printer[R]
	reader  parser.Reader
	jobs    int                                                   // documents read at a time; 0 means one for each core
	work    func(doc *parser.Document, readMS float64) (R, error) // called side by side
	done    func(got reading[R]) error                            // called in order, once it is printed; may be nil
}

// reading is what came of one input.
type reading[R result] struct {
	input
	size   int
	kind   string // where the document could not be read
	result R
	err    error
}

// file describes a document that could not be read.
func (r reading[R]) file() parser.File {
	return parser.File{Name: filepath.Base(r.path), Kind: r.kind, Bytes: r.size}
}

// poolFrom documents are worth the start of processes that read them: then one
// that brings its reader down costs itself alone.
const poolFrom = 16

// run reads inputs[from:]. It returns errUnread if a document could not be read,
// once all others are printed, and errStopped if ctx ended before the last.
func (b batch[R]) run(ctx context.Context, t *terminal, inputs []input, from int) error {
	if len(inputs) == 1 {
		debug.SetGCPercent(400) // it is over before collecting garbage pays
	}
	jobs := b.jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	parse := documents(parser.Parse)
	if len(inputs)-from >= poolFrom {
		pool, err := sandbox.New(sandbox.Config{Workers: jobs, Deadline: parser.DefaultLimits().Time, Compiling: t.compiling})
		if err != nil {
			return err
		}
		defer pool.Close()
		parse = pool.Parse
	}
	bar := newProgress(t, len(inputs), from)
	unread := 0
	for next := range inOrder(ctx, jobs, inputs[from:], func(in input) reading[R] { return b.read(t, parse, in) }) {
		got := <-next
		bar.clear()
		if got.err != nil {
			unread++
			t.say(got.path, explain(got.err))
		}
		if err := b.printer.print(got, len(inputs) > 1); err != nil {
			return err
		}
		if b.done != nil {
			if err := b.done(got); err != nil {
				return err
			}
		}
		bar.step(unread)
		from++
	}
	if from < len(inputs) {
		return fmt.Errorf("%w after %d of %d documents", errStopped, from, len(inputs))
	}
	if err := b.printer.end(); err != nil {
		return err
	}
	if unread > 0 {
		return errUnread
	}
	return nil
}

// inOrder starts work on the inputs, so many at a time, and delivers a channel
// for each result in the order of the inputs. A slow one holds the others up only
// when some are done and wait for it. When ctx ends no more is started.
func inOrder[I, O any](ctx context.Context, jobs int, inputs []I, work func(I) O) <-chan chan O {
	const waiting = 8 // results for each of those at work
	queue := make(chan chan O, waiting*jobs)
	free := make(chan struct{}, jobs)
	go func() {
		defer close(queue)
		for _, in := range inputs {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			out := make(chan O, 1)
			queue <- out
			go func() {
				out <- work(in)
				<-free
			}()
		}
	}()
	return queue
}

func (b batch[R]) read(t *terminal, parse documents, in input) reading[R] {
	got := reading[R]{input: in}
	options := parser.Options{Limits: parser.DefaultLimits(), Reader: b.reader, Compiling: t.compiling}
	data, err := in.read(t, options.Limits.Bytes)
	got.size = len(data)
	if err != nil {
		got.err = err
		return got
	}
	start := time.Now()
	doc, err := parse(context.Background(), filepath.Base(in.path), data, options)
	if err != nil {
		got.err, got.kind = err, kindOf(data, err)
		return got
	}
	got.result, got.err = b.work(doc, float64(time.Since(start).Microseconds())/1000)
	return got
}

// progress is a line on a terminal that says how far a batch has come, how fast
// it goes and how long it will take.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress shows nothing for a single document, or where standard error is
// not a terminal.
func newProgress(t *terminal, total, from int) progress {
	f, ok := t.err.(*os.File)
	if total < 2 || !ok || !term.IsTerminal(int(f.Fd())) {
		return progress{progressbar.DefaultSilent(int64(total))}
	}
	p := progress{progressbar.NewOptions(total-from,
		progressbar.OptionSetWriter(t.err),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("documents"),
		progressbar.OptionClearOnFinish(),
	)}
	return p
}

// A progress line that cannot be drawn is no reason to stop.
func (p progress) clear() { _ = p.bar.Clear() }

func (p progress) step(unread int) {
	if unread > 0 {
		p.bar.Describe(fmt.Sprintf("reading (%d not read)", unread))
	}
	_ = p.bar.Add(1)
}
