// Package sandbox reads documents in processes that may die. A file made by a
// stranger can exhaust or overthrow whatever reads it: here that costs one
// worker, and everybody else's documents are read on. A worker has no files, no
// network and no way to start programs (lockdown_linux.go), a bound on its
// memory and a deadline for each document.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"shortlist/parser"
)

// Config describes the workers. The zero value is fit for a server.
type Config struct {
	Command   []string      // that runs Serve on its standard input and output; nil means this program with "worker"
	Workers   int           // 0 means as many as processors
	Deadline  time.Duration // for a document; 0 means 5 s
	Memory    int64         // bytes at which a worker is ended (Linux); 0 means 512 MB
	Documents int           // after which a worker is replaced; 0 means 500
	Log       *slog.Logger  // nil discards
	// Compiling is called before the page reader's engine is compiled, which
	// takes some seconds. May be nil.
	Compiling func()
}

const (
	defaultDeadline  = 5 * time.Second
	defaultMemory    = 512 << 20
	defaultDocuments = 500
	// wornShare of the memory that a worker may have is enough to replace it
	// once its document is read.
	wornShare = 0.6
	// startTime is what a worker may take to begin, which may include compiling
	// the engine of the page reader.
	startTime = 2 * time.Minute
	watchTime = 25 * time.Millisecond // between two looks at a worker's memory
)

// Back-off of a worker's successor when workers keep dying.
const (
	deathsAllowed = 3 // one after the other, without a document read between them
	firstWait     = 100 * time.Millisecond
	longestWait   = 30 * time.Second
)

func (c *Config) setDefaults() error {
	if c.Command == nil {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("find the program to read documents with: %w", err)
		}
		c.Command = []string{self, "worker"}
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Deadline == 0 {
		c.Deadline = defaultDeadline
	}
	if c.Memory == 0 {
		c.Memory = defaultMemory
	}
	if c.Documents == 0 {
		c.Documents = defaultDocuments
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return nil
}

// Pool holds warm workers. It is safe for concurrent use.
type Pool struct {
	Config
	ctx     context.Context // of the workers
	cancel  context.CancelFunc
	jobs    chan *job
	slots   sync.WaitGroup
	first   chan struct{} // closed when the first worker has begun, or has failed to
	began   sync.Once
	alive   atomic.Int32
	deaths  atomic.Int32 // since a document was read
	numbers atomic.Uint64
	warned  sync.Once
	counts  counts
}

// job is a request with the way back.
type job struct {
	request
	number uint64
	done   chan outcome // holds one
}

type outcome struct {
	response
	err error
}

// New starts the workers, which takes its time; what is asked for before waits.
// The caller ends them by Close.
func New(c Config) (*Pool, error) {
	if err := c.setDefaults(); err != nil {
		return nil, err
	}
	p := &Pool{Config: c, jobs: make(chan *job), first: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	for slot := range c.Workers {
		p.slots.Go(func() {
			if slot > 0 {
				select { // the first may have to compile the engine for all
				case <-p.first:
				case <-p.ctx.Done():
				}
			}
			p.keep()
		})
	}
	return p, nil
}

// Close ends the workers. Documents under way are lost.
func (p *Pool) Close() error {
	p.cancel()
	p.slots.Wait()
	return nil
}

// Ready returns an error while no worker is there to read.
func (p *Pool) Ready() error {
	if p.alive.Load() == 0 {
		return errors.New("no process is there to read documents")
	}
	return nil
}

// Parse does what parser.Parse does, in a worker. A worker that dies of the
// document gives one of parser's errors.
func (p *Pool) Parse(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error) {
	if o.Limits == (parser.Limits{}) {
		o.Limits = parser.DefaultLimits()
	}
	// What the reader gives up itself costs no worker.
	o.Limits.Time = min(o.Limits.Time, p.Deadline*9/10)
	r, err := p.do(ctx, request{Name: name, Data: data, Limits: o.Limits, Reader: o.Reader})
	if err == nil && r.Document == nil {
		err = errProtocol
	}
	return r.Document, err
}

// PagePicture does what parser.PagePicture does, in a worker.
func (p *Pool) PagePicture(ctx context.Context, data []byte, page int, dpi float64) ([]byte, error) {
	r, err := p.do(ctx, request{Data: data, Page: max(page, 1), DPI: dpi})
	return r.Picture, err
}

func (p *Pool) do(ctx context.Context, r request) (response, error) {
	j := &job{request: r, number: p.numbers.Add(1), done: make(chan outcome, 1)}
	select {
	case p.jobs <- j:
	case <-ctx.Done():
		return response{}, ctx.Err()
	case <-p.ctx.Done():
		return response{}, errClosed
	}
	select {
	case got := <-j.done:
		return got.response, got.err
	case <-ctx.Done(): // the worker goes on until its deadline; nobody waits for it
		return response{}, ctx.Err()
	}
}

var errClosed = errors.New("the readers have been closed")

// keep has a worker at work, and a new one when it has died or is worn.
func (p *Pool) keep() {
	for {
		if wait := p.backOff(); wait > 0 {
			select {
			case <-time.After(wait):
			case <-p.ctx.Done():
			}
		}
		select {
		case <-p.ctx.Done():
			return
		default:
		}
		w, err := p.start()
		p.began.Do(func() { close(p.first) })
		if err != nil && p.ctx.Err() == nil {
			p.deaths.Add(1)
			p.counts.kill("start")
			p.Log.Error("a reader of documents does not start", "error", err)
		}
		if err != nil {
			continue
		}
		p.alive.Add(1)
		p.use(w)
		p.alive.Add(-1)
		w.end()
	}
}

// backOff returns how long to wait before the next worker.
func (p *Pool) backOff() time.Duration {
	n := p.deaths.Load() - deathsAllowed
	if n < 0 {
		return 0
	}
	return min(firstWait<<min(n, 16), longestWait)
}

// use gives documents to a worker until it is worn, dead, or the pool closes.
func (p *Pool) use(w *worker) {
	for range p.Documents {
		select {
		case <-p.ctx.Done():
			return
		case <-w.gone:
			p.deaths.Add(1)
			p.counts.kill("crash")
			p.Log.Warn("a reader of documents was lost", "reason", "crash")
			return
		case j := <-p.jobs:
			got, err := p.read(w, j)
			j.done <- got
			if err != nil {
				p.deaths.Add(1)
				return
			}
			p.deaths.Store(0)
			if residentBytes(w.pid()) > int64(wornShare*float64(p.Memory)) {
				p.counts.kill("worn")
				return
			}
		}
	}
	p.counts.kill("worn")
}

// read has a worker read a document. The second result is an error if the
// worker is of no more use.
func (p *Pool) read(w *worker, j *job) (outcome, error) {
	var got response
	answered := make(chan error, 1)
	go func() {
		err := send(w.in, j.request)
		if err == nil {
			err = receive(w.out, &got)
		}
		answered <- err
	}()
	deadline := time.NewTimer(p.Deadline)
	defer deadline.Stop()
	watch := time.NewTicker(watchTime)
	defer watch.Stop()
	for {
		select {
		case err := <-answered:
			switch {
			case err == nil:
				return outcome{got, got.err()}, nil
			case p.ctx.Err() != nil:
				return outcome{err: errClosed}, err
			}
			return outcome{err: p.died(j, "crash", parser.ErrDamaged)}, err
		case <-deadline.C:
			w.kill()
			<-answered
			return outcome{err: p.died(j, "deadline", parser.ErrTimeout)}, os.ErrDeadlineExceeded
		case <-watch.C:
			if residentBytes(w.pid()) > p.Memory {
				w.kill()
				<-answered
				return outcome{err: p.died(j, "memory", parser.ErrTooComplex)}, os.ErrProcessDone
			}
		}
	}
}

// died tells of a worker's death, by nothing that could be of a resume.
func (p *Pool) died(j *job, reason string, err error) error {
	kind := "document"
	if j.Page > 0 {
		kind = "page"
	}
	p.counts.kill(reason)
	p.Log.Warn("a reader of documents was lost", "document", j.number, "bytes", len(j.Data), "kind", kind, "reason", reason)
	return fmt.Errorf("%w: the process that read it was ended", err)
}

// err returns the error of a response as Parse would give it.
func (r *response) err() error {
	if r.Error == "" {
		return nil
	}
	return parser.ErrorOf(r.Code, r.Error)
}

// worker is a process that runs Serve.
type worker struct {
	process *os.Process
	in      io.WriteCloser
	out     io.ReadCloser
	gone    chan struct{} // closed when it has ended
	unbind  func() bool   // from the pool's context, by which it is ended
}

// start starts a worker and waits until it is ready.
func (p *Pool) start() (*worker, error) {
	cmd := exec.Command(p.Command[0], p.Command[1:]...)
	// Half of a worker's memory is the engine's: collecting early keeps the rest small.
	cmd.Env = append(os.Environ(), "GOMEMLIMIT="+strconv.FormatInt(p.Memory*3/4, 10), "GOTRACEBACK=none", "GOGC=50")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w := &worker{process: cmd.Process, in: in, out: out, gone: make(chan struct{})}
	go func() {
		_, _ = w.process.Wait() // not that of cmd, which closes what is still read
		close(w.gone)
	}()
	w.unbind = context.AfterFunc(p.ctx, w.kill)
	begun := time.AfterFunc(startTime, w.kill)
	var hello ready
	for err = receive(out, &hello); err == nil && hello.Compiling; err = receive(out, &hello) {
		if p.Compiling != nil {
			p.Compiling()
		}
		hello = ready{}
	}
	if !begun.Stop() || err != nil {
		w.end()
		return nil, fmt.Errorf("it ended before it was ready: %w", errors.Join(err, os.ErrDeadlineExceeded))
	}
	if len(hello.Warnings) > 0 {
		p.warned.Do(func() { p.Log.Warn(strings.Join(hello.Warnings, "; ")) })
	}
	p.counts.start()
	return w, nil
}

func (w *worker) pid() int { return w.process.Pid }

func (w *worker) kill() { _ = w.process.Kill() }

// end ends the worker, which may be dead already.
func (w *worker) end() {
	w.unbind()
	w.kill()
	<-w.gone
	_, _ = w.in.Close(), w.out.Close()
}
